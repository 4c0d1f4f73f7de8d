package dev.stint.sandbox.wasi;

/**
 * The rights bits of the specification that mean something here. A descriptor is told all rights of
 * its kind; what is enforced is that a file is read or written only as it was opened, and that a
 * read-only tree is not changed.
 */
final class Rights {
  static final long FD_READ = 1L << 1;
  static final long FD_WRITE = 1L << 6;

  private static final long FD_DATASYNC = 1L;
  private static final long FD_FDSTAT_SET_FLAGS = 1L << 3;
  private static final long FD_SYNC = 1L << 4;
  private static final long FD_FILESTAT_GET = 1L << 21;
  private static final long FD_FILESTAT_SET_TIMES = 1L << 23;
  private static final long POLL_FD_READWRITE = 1L << 27;
  private static final long SEEK_TELL_ADVISE = 1L << 2 | 1L << 5 | 1L << 7;
  private static final long ALLOCATE_SET_SIZE = 1L << 8 | 1L << 22;
  private static final long READDIR = 1L << 14;

  /** The right to cut files off by path, which cannot be taken away here and so is not shown. */
  private static final long PATH_SET_SIZE = 1L << 19;

  /** From {@code path_create_directory} to {@code path_filestat_set_times}. */
  private static final long PATHS = ((1L << 21) - 1) & -(1L << 9) & ~READDIR & ~PATH_SET_SIZE;

  private static final long PATH_CHANGES = 1L << 24 | 1L << 25 | 1L << 26;

  /** A stream cannot seek: that is how a C library knows a terminal from a file. */
  static final long STREAM_COMMON = FD_FDSTAT_SET_FLAGS | FD_FILESTAT_GET | POLL_FD_READWRITE;

  static final long FILE_COMMON =
      STREAM_COMMON | FD_DATASYNC | FD_SYNC | SEEK_TELL_ADVISE | FD_FILESTAT_SET_TIMES;

  static final long FILE_WRITE = FD_WRITE | ALLOCATE_SET_SIZE;

  static final long DIRECTORY =
      PATHS | PATH_CHANGES | READDIR | FD_SYNC | FD_FILESTAT_GET | FD_FILESTAT_SET_TIMES;

  static final long INHERITED = DIRECTORY | FILE_COMMON | FILE_WRITE | FD_READ;

  private Rights() {}
}
