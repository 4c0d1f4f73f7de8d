package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * The files by which the agents of this user's JVMs say where they serve their status: {@code
 * stint-PID.properties} in the folder {@code stint-USER} for temporary files.
 *
 * <p>A file holds a token, so one that somebody else could have written or read is refused.
 */
final class AgentAddresses {
  private static final long LONGEST_BYTES = 4_096;
  private static final Set<PosixFilePermission> OWNER =
      Set.copyOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path folder;

  AgentAddresses(Path folder) {
    this.folder = folder;
  }

  /** Those that the agents of this user write. */
  static AgentAddresses ofThisUser() {
    String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9_.-]", "-");
    return new AgentAddresses(
        Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "stint-" + user));
  }

  /** The address of that process. */
  AgentAddress of(long pid) throws IOException {
    Path file = folder.resolve("stint-" + pid + ".properties");
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !isAlive(pid)) {
      throw CliException.of(
          Exit.UNAVAILABLE, "STINT-C031", "no JVM with the agent found: process [" + pid + "]");
    }
    requireOurs(folder);
    return read(file, pid);
  }

  /** All whose process is alive, by process id. */
  List<AgentAddress> all() throws IOException {
    List<AgentAddress> found = new ArrayList<>();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return found;
    }
    requireOurs(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "stint-*.properties")) {
      for (Path file : files) {
        Long pid = pid(file);
        if (pid != null && isAlive(pid)) {
          found.add(read(file, pid));
        }
      }
    }
    found.sort(Comparator.comparing(AgentAddress::pid));
    return found;
  }

  private static @Nullable Long pid(Path file) {
    String digits = file.getFileName().toString().replaceAll("^stint-|\\.properties$", "");
    return digits.matches("[0-9]{1,10}") ? Long.valueOf(digits) : null;
  }

  /** A JVM that was killed leaves its file behind. */
  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static AgentAddress read(Path file, long pid) throws IOException {
    requireOurs(file);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST_BYTES) {
      throw notTrusted(file, "not a short regular file");
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IllegalArgumentException e) {
      throw notTrusted(file, "not properties");
    }
    String url = properties.getProperty("url");
    if (url == null) {
      throw notTrusted(file, "has no url");
    }
    return new AgentAddress(pid, url, properties.getProperty("token"));
  }

  private static void requireOurs(Path path) throws IOException {
    if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(thisUser())) {
      throw notTrusted(path, "belongs to somebody else");
    }
    if (!OWNER.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))) {
      throw notTrusted(path, "open to others");
    }
  }

  private static UserPrincipal thisUser() throws IOException {
    Path probe = Files.createTempFile("stint", ".probe");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static CliException notTrusted(Path path, String reason) {
    return CliException.of(
        Exit.UNAVAILABLE,
        "STINT-C032",
        "address file [" + Shown.text(path) + "] not trusted: " + reason);
  }
}
