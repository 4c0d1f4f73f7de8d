package dev.stint.sandbox.wasi;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/** What a failure of the host's file system or streams is called in WASI. */
final class HostErrors {
  /** Java has no exception type for these; the reason is the operating system's own text. */
  private static final Map<String, Errno> BY_REASON =
      Map.ofEntries(
          Map.entry("Device or resource busy", Errno.BUSY),
          Map.entry("Directory not empty", Errno.NOTEMPTY),
          Map.entry("Disk quota exceeded", Errno.DQUOT),
          Map.entry("File exists", Errno.EXIST),
          Map.entry("File name too long", Errno.NAMETOOLONG),
          Map.entry("File too large", Errno.FBIG),
          Map.entry("Invalid argument", Errno.INVAL),
          Map.entry("Invalid cross-device link", Errno.XDEV),
          Map.entry("Is a directory", Errno.ISDIR),
          Map.entry("No space left on device", Errno.NOSPC),
          Map.entry("Not a directory", Errno.NOTDIR),
          Map.entry("Operation not permitted", Errno.PERM),
          Map.entry("Read-only file system", Errno.ROFS),
          Map.entry("Text file busy", Errno.TXTBSY),
          Map.entry("Too many levels of symbolic links", Errno.LOOP),
          Map.entry("Too many open files", Errno.NFILE));

  private HostErrors() {}

  /**
   * The errno for a failure.
   *
   * @throws InterruptedGuest when the failure is that the thread was interrupted
   */
  static Errno errno(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> Errno.NOENT;
      case FileAlreadyExistsException e -> Errno.EXIST;
      case DirectoryNotEmptyException e -> Errno.NOTEMPTY;
      case NotDirectoryException e -> Errno.NOTDIR;
      case AccessDeniedException e -> Errno.ACCES;
      case FileSystemException e -> byText(String.valueOf(e.getReason()));
      case ClosedByInterruptException e -> throw InterruptedGuest.raise();
      case ClosedChannelException e -> Errno.BADF;
      case SocketTimeoutException e -> Errno.TIMEDOUT;
      case InterruptedIOException e -> throw InterruptedGuest.raise();
      default -> byText(String.valueOf(failure.getMessage()));
    };
  }

  private static Errno byText(String reason) {
    // Java adds its own words in brackets to some of them.
    int bracket = reason.indexOf(" (");
    return BY_REASON.getOrDefault(bracket < 0 ? reason : reason.substring(0, bracket), Errno.IO);
  }
}
