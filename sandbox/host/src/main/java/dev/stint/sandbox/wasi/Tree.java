package dev.stint.sandbox.wasi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.UUID;

/**
 * A preopened directory with all that is below it. Its root stays open for the whole run.
 *
 * <p>Java makes directories and symbolic links only by path, which somebody could redirect on the
 * way. So they are made in the root, whose own path no guest can change from inside, under a name
 * that nobody can guess, and then moved between open directories to where they belong.
 */
final class Tree implements Closeable {
  private static final String STAGED = ".stint-";

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
    try {
      root.move(staged, parent, name);
    } catch (IOException e) {
      root.removeFile(staged);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    root.close();
  }

  private static Path stagedName() {
    return Path.of(STAGED + UUID.randomUUID());
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
