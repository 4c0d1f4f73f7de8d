package dev.stint.meter.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer with the encodings of the binary format. Mutable, one thread. */
final class Out {
  private byte[] bytes;
  private int size;

  Out(int expected) {
    bytes = new byte[Math.max(16, expected)];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  Out u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  Out u32(long value) {
    long rest = value;
    while (rest >= 0x80) {
      u8((int) rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    return u8((int) rest);
  }

  Out signed(long value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      u8((int) rest & 0x7f | 0x80);
      rest >>= 7;
    }
    return u8((int) rest & 0x7f);
  }

  Out copy(byte[] from, int start, int end) {
    room(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
    return this;
  }

  Out append(Out other) {
    return copy(other.bytes, 0, other.size);
  }

  Out name(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return u32(utf8.length).copy(utf8, 0, utf8.length);
  }

  /** A section with one vector, or nothing for an empty one. */
  void section(int id, int count, Out entries) {
    if (count > 0) {
      u8(id).u32(entries.size + (long) width(count)).u32(count).append(entries);
    }
  }

  private static int width(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      long wanted = Math.max((long) size + more, size + (size >> 1) + 64L);
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }
  }
}
