package dev.stint.ledger.audit;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A real directory. Links are never followed; new files are for their owner alone. */
final class DiskFiles implements AuditFiles {
  static final String LOCK = "audit.lock";

  private static final int MOST_NAMES = 1 << 20;

  private final Path dir;
  private final boolean posix;
  private @Nullable FileChannel lock;

  private DiskFiles(Path dir) {
    this.dir = dir;
    this.posix = dir.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** To read only, beside a writer or without one. */
  static DiskFiles reader(Path dir) throws AuditException {
    if (!Files.isDirectory(dir)) {
      throw new AuditException(
          AuditException.NOT_READABLE,
          "audit not readable [" + AuditLine.shown(dir) + "]: no such directory");
    }
    return new DiskFiles(dir);
  }

  /** To write; makes the directory, and holds it until closed. */
  static DiskFiles writer(Path dir) throws IOException {
    DiskFiles files = new DiskFiles(dir);
    if (!Files.isDirectory(dir)) {
      Files.createDirectories(dir, files.permissions("rwx------"));
    }
    files.hold();
    return files;
  }

  private void hold() throws IOException {
    FileChannel channel = open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held = null;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null; // held by this JVM: the same answer as held by another
    } finally {
      if (held == null) {
        channel.close();
      }
    }
    if (held == null) {
      throw new AuditException(
          AuditException.IN_USE, "audit in use by another writer [" + AuditLine.shown(dir) + "]");
    }
    lock = channel;
  }

  @Override
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(dir)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          names.add(entry.getFileName().toString());
          if (names.size() > MOST_NAMES) {
            throw new FileSystemException(dir.toString(), null, "too many files");
          }
        }
      }
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public AuditFile read(String name) throws IOException {
    return new DiskFile(open(name, StandardOpenOption.READ));
  }

  @Override
  public AuditFile write(String name) throws IOException {
    boolean isNew = !Files.exists(dir.resolve(name), LinkOption.NOFOLLOW_LINKS);
    FileChannel channel =
        open(name, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (isNew) {
      syncDirectory();
    }
    return new DiskFile(channel);
  }

  private FileChannel open(String name, OpenOption... options) throws IOException {
    Path file = dir.resolve(name);
    boolean other = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (other && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    Set<OpenOption> all = new HashSet<>(List.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, all, permissions("rw-------"));
  }

  private FileAttribute<?>[] permissions(String mode) {
    if (!posix) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
    };
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(dir.resolve(from), dir.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    syncDirectory();
  }

  /** A new name survives a crash only after this; only POSIX systems open directories. */
  private void syncDirectory() throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(dir.resolve(name));
  }

  @Override
  public long usableBytes() throws IOException {
    return Files.getFileStore(dir).getUsableSpace();
  }

  @Override
  public void close() throws IOException {
    FileChannel held = lock;
    lock = null;
    if (held != null) {
      held.close();
    }
  }

  @Override
  public String toString() {
    return AuditLine.shown(dir);
  }
}
