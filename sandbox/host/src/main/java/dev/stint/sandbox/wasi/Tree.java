package dev.stint.sandbox.wasi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Objects;
import java.util.UUID;

/**
 * A preopened directory with all that is below it. Its root stays open for the whole run.
 *
 * <p>Java makes directories and links only by path, which somebody could redirect on the way. So
 * they are made in the root, whose own path no guest can change from inside, under a reserved name
 * that no guest can use or see, and then moved between open directories to where they belong. The
 * root must therefore be writable for that and on the same file system; a host that dies in between
 * leaves the reserved name behind.
 */
final class Tree implements Closeable {
  private static final String RESERVED = ".stint-";

  private final DirectoryHandle root;
  private final boolean readOnly;

  private Tree(DirectoryHandle root, boolean readOnly) {
    this.root = root;
    this.readOnly = readOnly;
  }

  static Tree open(Preopen preopen) throws IOException {
    try {
      Path host = preopen.host().toRealPath();
      return new Tree(new DirectoryHandle(secure(host), host), preopen.readOnly());
    } catch (IOException e) {
      throw new IOException(
          "cannot preopen directory: host ["
              + preopen.host()
              + "], guest ["
              + preopen.guest()
              + "], reason ["
              + e.getClass().getSimpleName()
              + "] (STINT-W001)",
          e);
    }
  }

  DirectoryHandle root() {
    return root;
  }

  void requireWritable() {
    if (readOnly) {
      throw Errno.ROFS.error();
    }
  }

  /** Whether guests can neither use nor see this name. */
  static boolean isReserved(String name) {
    return name.startsWith(RESERVED);
  }

  void createDirectory(DirectoryHandle parent, Path name) throws IOException {
    Path staged = stagedName();
    Files.createDirectory(root.host().resolve(staged));
    try {
      root.move(staged, parent, name);
    } catch (IOException e) {
      root.removeDirectory(staged);
      throw e;
    }
  }

  void createLink(DirectoryHandle parent, Path name, Path target) throws IOException {
    Path staged = stagedName();
    Files.createSymbolicLink(root.host().resolve(staged), target);
    moveFile(staged, parent, name);
  }

  /** Gives a file a second name; what was linked is looked at again before anybody can use it. */
  void createHardLink(PathWalk file, DirectoryHandle parent, Path name) throws IOException {
    Object key = file.attributes().fileKey();
    Path staged = stagedName();
    Files.createLink(root.host().resolve(staged), file.parent().host().resolve(file.name()));
    if (!Objects.equals(key, root.attributes(staged).fileKey())) {
      root.removeFile(staged);
      throw Errno.AGAIN.error();
    }
    moveFile(staged, parent, name);
  }

  private void moveFile(Path staged, DirectoryHandle parent, Path name) throws IOException {
    try {
      root.move(staged, parent, name);
    } finally {
      // It is here still when the move failed, or did nothing between two names of one file.
      if (root.find(staged).isPresent()) {
        root.removeFile(staged);
      }
    }
  }

  @Override
  public void close() throws IOException {
    root.close();
  }

  private static Path stagedName() {
    return Path.of(RESERVED + UUID.randomUUID());
  }

  private static SecureDirectoryStream<Path> secure(Path host) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(host);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new FileSystemException(
        host.toString(), null, "no operations relative to an open directory here");
  }
}
