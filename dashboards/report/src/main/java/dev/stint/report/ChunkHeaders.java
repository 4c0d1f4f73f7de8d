package dev.stint.report;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Looks at the first bytes of a file before the JDK's parser does: that parser waits without end
 * for a header that says that it is being written.
 */
final class ChunkHeaders {
  private static final int MAGIC = 0x464c5200;
  private static final int HEADER_BYTES = 68;
  private static final int STATE_AT = 64;
  private static final int BEING_WRITTEN = 255;

  private ChunkHeaders() {}

  static void check(Path file, String name) throws ReportException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw ReportException.missing(name, "not a regular file");
    }
    try {
      checkAll(file, name);
    } catch (NoSuchFileException missing) {
      throw ReportException.missing(name, "no such file");
    } catch (IOException unreadable) {
      throw ReportException.missing(name, unreadable.getClass().getSimpleName());
    }
  }

  /** Follows the sizes from header to header; what comes after a header that lies is not read. */
  private static void checkAll(Path file, String name) throws IOException, ReportException {
    long length = Files.size(file);
    try (InputStream in = Files.newInputStream(file);
        DataInputStream data = new DataInputStream(in)) {
      long at = 0;
      while (length - at >= HEADER_BYTES) {
        long size = chunk(data, name);
        if (size < HEADER_BYTES || size > length - at) {
          return;
        }
        in.skipNBytes(size - HEADER_BYTES);
        at += size;
      }
      if (at == 0) {
        throw ReportException.notARecording(name, "shorter than one header");
      }
    }
  }

  /** Reads a header and returns the size of its chunk. */
  private static long chunk(DataInputStream data, String name) throws IOException, ReportException {
    if (data.readInt() != MAGIC) {
      throw ReportException.notARecording(name, "no header FLR");
    }
    data.readInt();
    long size = data.readLong();
    data.skipNBytes(STATE_AT - 16);
    if (data.readUnsignedByte() == BEING_WRITTEN) {
      throw ReportException.notARecording(name, "a header says that it is being written");
    }
    data.skipNBytes(HEADER_BYTES - STATE_AT - 1);
    return size;
  }
}
