package dev.stint.agent.report;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where {@code stint status PID} finds this JVM: {@code stint-PID.properties} with {@code pid},
 * {@code url} and {@code token}, readable by the owner alone, in the owner's own folder {@code
 * stint-USER} below the folder for temporary files. Deleted at exit. Thread-safe.
 */
public final class AddressFile {
  private final Path folder;
  private final Path file;
  private boolean closed;

  public AddressFile() {
    String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9_.-]", "-");
    this.folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "stint-" + user);
    this.file = folder.resolve("stint-" + ProcessHandle.current().pid() + ".properties");
  }

  /**
   * Writes the file.
   *
   * @throws IOException also when the folder is not a folder of ours alone: it may have been put
   *     there by somebody else
   */
  public synchronized void write(InetSocketAddress address, String token) throws IOException {
    if (closed) {
      return;
    }
    makeFolder();
    String text =
        "pid="
            + ProcessHandle.current().pid()
            + "\nurl=http://"
            + host(address)
            + ":"
            + address.getPort()
            + "\ntoken="
            + token
            + "\n";
    create(text);
  }

  /** Written aside and moved: who looks for it meanwhile never reads half of it. */
  private void create(String text) throws IOException {
    Path aside = folder.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        Files.newByteChannel(
            aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
      channel.write(StandardCharsets.UTF_8.encode(text));
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void makeFolder() throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(owner));
      } catch (java.nio.file.FileAlreadyExistsException e) {
        check();
      }
    }
    check();
  }

  private void check() throws IOException {
    boolean ours =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner())
            && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                .equals(PosixFilePermissions.fromString("rwx------"));
    if (!ours) {
      throw new IOException("folder [" + folder + "] is not ours alone");
    }
  }

  private static java.nio.file.attribute.@Nullable UserPrincipal owner() throws IOException {
    Path probe = Files.createTempFile("stint", ".probe");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static String host(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  /** Deletes the file; none is written any more. */
  public synchronized void close() {
    closed = true;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  /** The file, whether it exists or not. */
  public Path path() {
    return file;
  }
}
