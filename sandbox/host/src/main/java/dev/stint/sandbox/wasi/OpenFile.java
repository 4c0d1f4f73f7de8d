package dev.stint.sandbox.wasi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** A regular file that the guest has open. Mutable, one thread. */
final class OpenFile implements Descriptor {
  static final int APPEND = 1;
  static final int DSYNC = 1 << 1;
  static final int NONBLOCK = 1 << 2;
  static final int RSYNC = 1 << 3;
  static final int SYNC = 1 << 4;

  private final FileChannel channel;
  private final Tree tree;
  private final Path host;
  private final BasicFileAttributes opened;
  private final Access access;
  private int flags;

  OpenFile(FileChannel channel, Tree tree, Path host, BasicFileAttributes opened, Access access) {
    this.channel = channel;
    this.tree = tree;
    this.host = host;
    this.opened = opened;
    this.access = access;
    this.flags = access.flags();
  }

  @Override
  public FileType type() {
    return FileType.REGULAR_FILE;
  }

  @Override
  public long rights() {
    return Rights.FILE_COMMON
        | (access.read() ? Rights.FD_READ : 0)
        | (access.write() ? Rights.FILE_WRITE : 0);
  }

  @Override
  public int flags() {
    return flags;
  }

  /** Files never wait, so NONBLOCK is noted only; how writes reach the disk is fixed at opening. */
  @Override
  public void setFlags(int newFlags) {
    int changeable = APPEND | NONBLOCK;
    if ((newFlags & ~changeable) != (flags & ~changeable)) {
      throw Errno.NOTSUP.error();
    }
    flags = newFlags;
  }

  @Override
  public FileFacts facts() throws IOException {
    return FileFacts.of(now()).withSize(channel.size());
  }

  @Override
  public void setTimes(Times times) throws IOException {
    tree.requireWritable();
    try (PathWalk walk = walkHere()) {
      if (!isThis(walk.attributes())) {
        throw Errno.NOTSUP.error();
      }
      walk.parent().setTimes(walk.name(), times);
    }
  }

  @Override
  public int read(byte[] into, int length) throws IOException {
    requireReadable();
    return channel.read(ByteBuffer.wrap(into, 0, length));
  }

  @Override
  public void write(byte[] from, int length) throws IOException {
    requireWritable();
    if ((flags & APPEND) != 0) {
      channel.position(channel.size());
    }
    ByteBuffer bytes = ByteBuffer.wrap(from, 0, length);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public int readAt(long position, byte[] into, int length) throws IOException {
    requireReadable();
    return channel.read(ByteBuffer.wrap(into, 0, length), position);
  }

  @Override
  public void writeAt(long position, byte[] from, int length) throws IOException {
    requireWritable();
    if (position > Long.MAX_VALUE - length) {
      throw Errno.FBIG.error();
    }
    ByteBuffer bytes = ByteBuffer.wrap(from, 0, length);
    while (bytes.hasRemaining()) {
      channel.write(bytes, position + bytes.position());
    }
  }

  long position() throws IOException {
    return channel.position();
  }

  long size() throws IOException {
    return channel.size();
  }

  void position(long position) throws IOException {
    channel.position(position);
  }

  /** Cuts the file off or lets it grow by zeros; the position stays. */
  void resize(long sizeBytes) throws IOException {
    requireWritable();
    if (sizeBytes > channel.size()) {
      channel.write(ByteBuffer.allocate(1), sizeBytes - 1);
      return;
    }
    long position = channel.position();
    channel.truncate(sizeBytes);
    channel.position(position);
  }

  @Override
  public void flush() throws IOException {
    channel.force(true);
  }

  @Override
  public OpenFile file() {
    return this;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Java cannot ask an open file, so its name is asked while it still leads to this file. */
  private BasicFileAttributes now() throws IOException {
    try (PathWalk walk = walkHere()) {
      return walk.find().filter(this::isThis).orElse(opened);
    } catch (WasiError e) {
      return opened;
    }
  }

  private PathWalk walkHere() throws IOException {
    return PathWalk.to(tree.root(), tree.root().host().relativize(host).toString(), false);
  }

  private boolean isThis(BasicFileAttributes attributes) {
    return Objects.equals(attributes.fileKey(), opened.fileKey());
  }

  private void requireReadable() {
    if (!access.read()) {
      throw Errno.BADF.error();
    }
  }

  private void requireWritable() {
    if (!access.write()) {
      throw Errno.BADF.error();
    }
  }

  /** What the guest asked to do with the file, and the {@code fdflags} bits. */
  record Access(boolean read, boolean write, int flags) {}
}
