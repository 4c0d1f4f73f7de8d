package dev.stint.ledger.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Lines of a file, one at a time, in bounded memory whatever the file holds. */
final class LineReader {
  /** What was met. */
  enum Found {
    /** A line with its end. */
    LINE,
    /** The end of the file, or of what was written to a preallocated one. */
    END,
    /** Bytes without an end of line before the end of the file. */
    TORN,
    /** More bytes than any line has. */
    TOO_LONG
  }

  private static final int BUFFER_BYTES = 64 << 10;

  /** How far an end of line is looked for, to tell a torn tail from a line too long. */
  private static final int SEARCHED_BYTES = 16 << 20;

  private final AuditFile file;
  private final boolean preallocated;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private final byte[] line = new byte[AuditLine.LONGEST];
  private int length;
  private long number;
  private long readTo;
  private long start;
  private long end;

  /**
   * @param preallocated whether a zero byte ends what was written
   */
  LineReader(AuditFile file, boolean preallocated) {
    this.file = file;
    this.preallocated = preallocated;
  }

  Found next() throws IOException {
    start = end;
    length = 0;
    number++;
    while (true) {
      int b = read();
      if (b < 0 || (b == 0 && preallocated)) {
        return length == 0 ? Found.END : Found.TORN;
      }
      end++;
      if (b == '\n') {
        return Found.LINE;
      }
      if (length == line.length) {
        return searched();
      }
      line[length++] = (byte) b;
    }
  }

  private Found searched() throws IOException {
    for (int i = 0; i < SEARCHED_BYTES; i++) {
      int b = read();
      if (b < 0) {
        return Found.TORN;
      }
      if (b == '\n') {
        break;
      }
    }
    return Found.TOO_LONG;
  }

  private int read() throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int read = file.read(buffer, readTo);
      buffer.flip();
      if (read <= 0) {
        return -1;
      }
      readTo += read;
    }
    return buffer.get() & 0xff;
  }

  /** The bytes of the line; valid until the next one. */
  byte[] line() {
    return line;
  }

  int length() {
    return length;
  }

  /** The number of the line, from 1 on. */
  long number() {
    return number;
  }

  /** Where in the file the line begins. */
  long start() {
    return start;
  }

  /** Where in the file the line ends, its line feed included. */
  long end() {
    return end;
  }

  String text(int from, int to) {
    return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
