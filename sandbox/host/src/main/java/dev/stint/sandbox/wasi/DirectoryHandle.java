package dev.stint.sandbox.wasi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An open directory of the host, and the only way to what is in it: every operation takes one name
 * (never a path), acts relative to the open directory, and does not follow a symbolic link. So it
 * stays in this directory whatever others rename meanwhile. The one exception is {@link #readLink},
 * which Java offers only by path. Not thread-safe.
 */
final class DirectoryHandle implements Closeable {
  /** The directory itself, as a name in it. */
  static final Path SELF = Path.of(".");

  /** The most names that a listing may have. */
  static final int NAMES_LIMIT = 65_536;

  private final SecureDirectoryStream<Path> stream;
  private final Path host;

  DirectoryHandle(SecureDirectoryStream<Path> stream, Path host) {
    this.stream = stream;
    this.host = host;
  }

  /** Where this directory was when it was opened. */
  Path host() {
    return host;
  }

  /** Opens a directory in this one. */
  DirectoryHandle enter(Path name) throws IOException {
    Path path = name.equals(SELF) ? host : host.resolve(name);
    return new DirectoryHandle(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), path);
  }

  BasicFileAttributes attributes(Path name) throws IOException {
    return view(name).readAttributes();
  }

  Optional<BasicFileAttributes> find(Path name) throws IOException {
    try {
      return Optional.of(attributes(name));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  FileChannel open(Path name, Set<OpenOption> options) throws IOException {
    Set<OpenOption> here = new HashSet<>(options);
    here.add(LinkOption.NOFOLLOW_LINKS);
    return (FileChannel) stream.newByteChannel(name, here);
  }

  void setTimes(Path name, Times times) throws IOException {
    BasicFileAttributes current = attributes(name);
    view(name)
        .setTimes(
            times.modifiedOr(current.lastModifiedTime()),
            times.accessedOr(current.lastAccessTime()),
            null);
  }

  void removeFile(Path name) throws IOException {
    stream.deleteFile(name);
  }

  void removeDirectory(Path name) throws IOException {
    stream.deleteDirectory(name);
  }

  /** Renames; what had the new name before is replaced as far as the host allows it. */
  void move(Path name, DirectoryHandle to, Path newName) throws IOException {
    stream.move(name, to.stream, newName);
  }

  /**
   * The text of a symbolic link. Java reads it by path, so it is read from where this directory was
   * when it was opened, and given only when the link there is the one in this directory.
   */
  String readLink(Path name) throws IOException {
    Object key = attributes(name).fileKey();
    Path path = host.resolve(name);
    String text = Files.readSymbolicLink(path).toString();
    BasicFileAttributes read =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!Objects.equals(key, read.fileKey())) {
      throw Errno.AGAIN.error();
    }
    return text;
  }

  /** The names in this directory that guests may see, in the order of their bytes. */
  List<Path> names() throws IOException {
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> listing =
        stream.newDirectoryStream(SELF, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : listing) {
        if (names.size() == NAMES_LIMIT) {
          throw Errno.OVERFLOW.error();
        }
        if (!Tree.isReserved(entry.getFileName().toString())) {
          names.add(entry.getFileName());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return names;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private BasicFileAttributeView view(Path name) {
    return stream.getFileAttributeView(
        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }
}
