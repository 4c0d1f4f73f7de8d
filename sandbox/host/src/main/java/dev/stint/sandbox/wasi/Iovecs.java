package dev.stint.sandbox.wasi;

import java.io.IOException;

/**
 * The buffers of a read or write call: a list of addresses and lengths in guest memory, checked as
 * a whole before anything is moved. One call moves at most 16 MiB in pieces of at most 64 KiB; a
 * guest that asks for more is told the smaller count, as the specification allows.
 */
final class Iovecs {
  static final int COUNT_LIMIT = 1024;
  static final int PIECE_BYTES = 64 * 1024;
  static final long CALL_BYTES = 16L << 20;

  private static final int ENTRY_BYTES = 8;

  private final Call call;
  private final long[] addresses;
  private final long[] lengths;

  /** Reads the list whose address and count are two arguments in a row. */
  Iovecs(Call call, int index) {
    long count = call.u32(index + 1);
    if (count > COUNT_LIMIT) {
      throw Errno.INVAL.error();
    }
    this.call = call;
    this.addresses = new long[(int) count];
    this.lengths = new long[(int) count];
    long entry = call.address(index, count * ENTRY_BYTES);
    for (int i = 0; i < count; i++, entry += ENTRY_BYTES) {
      addresses[i] = call.memory().getInt(entry) & 0xFFFF_FFFFL;
      lengths[i] = call.memory().getInt(entry + 4) & 0xFFFF_FFFFL;
      call.requireInside(addresses[i], lengths[i]);
    }
  }

  /** Fills the buffers until one read gives less than was asked; the number of bytes read. */
  long fill(Reader reader) throws IOException {
    long total = 0;
    for (int i = 0; i < addresses.length; i++) {
      long done = 0;
      while (done < lengths[i] && total < CALL_BYTES) {
        byte[] piece = new byte[(int) Math.min(PIECE_BYTES, lengths[i] - done)];
        int read = reader.read(total, piece);
        if (read > 0) {
          call.memory().write(addresses[i] + done, piece, 0, read);
          done += read;
          total += read;
        }
        if (read < piece.length) {
          return total;
        }
      }
    }
    return total;
  }

  /** Writes the buffers out; the number of bytes written. */
  long drain(Writer writer) throws IOException {
    long total = 0;
    for (int i = 0; i < addresses.length; i++) {
      long done = 0;
      while (done < lengths[i] && total < CALL_BYTES) {
        byte[] piece = new byte[(int) Math.min(PIECE_BYTES, lengths[i] - done)];
        call.memory().read(addresses[i] + done, piece, 0, piece.length);
        writer.write(total, piece);
        done += piece.length;
        total += piece.length;
      }
    }
    return total;
  }

  /** Gives the bytes that follow the first {@code done} of this call; 0 or less at the end. */
  interface Reader {
    int read(long done, byte[] into) throws IOException;
  }

  /** Takes the bytes that follow the first {@code done} of this call. */
  interface Writer {
    void write(long done, byte[] piece) throws IOException;
  }
}
