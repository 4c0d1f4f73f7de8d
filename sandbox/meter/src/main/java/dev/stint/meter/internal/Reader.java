package dev.stint.meter.internal;

import dev.stint.meter.Bound;
import dev.stint.meter.MeterOptions;
import dev.stint.meter.ModuleRefused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A cursor over a range of the module that never reads beyond its end. Mutable, one thread. */
final class Reader {
  final byte[] bytes;
  final MeterOptions options;
  final int end;
  int pos;

  Reader(byte[] bytes, int pos, int end, MeterOptions options) {
    this.bytes = bytes;
    this.pos = pos;
    this.end = end;
    this.options = options;
  }

  boolean more() {
    return pos < end;
  }

  int u8() throws ModuleRefused {
    if (pos >= end) {
      throw Refusals.malformed(pos, "unexpected end");
    }
    return bytes[pos++] & 0xff;
  }

  int peek() throws ModuleRefused {
    int value = u8();
    pos--;
    return value;
  }

  /** An unsigned 32-bit number, as a long. */
  long u32() throws ModuleRefused {
    int start = pos;
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = u8();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        if (value > 0xffff_ffffL) {
          break;
        }
        return value;
      }
    }
    throw Refusals.malformed(start, "number does not fit [u32]");
  }

  /** An index; those that do not fit an int are out of every range. */
  int index() throws ModuleRefused {
    return (int) Math.min(u32(), Integer.MAX_VALUE);
  }

  /** The size of a vector whose elements take at least one byte each. */
  int count(Bound bound) throws ModuleRefused {
    int start = pos;
    int count = count();
    Refusals.check(bound, count, start, options);
    return count;
  }

  int count() throws ModuleRefused {
    int start = pos;
    long count = u32();
    if (count > end - pos) {
      throw Refusals.malformed(start, "count [" + count + "] is beyond the end");
    }
    return (int) count;
  }

  /** A signed number of at most {@code bits} bits. */
  long signed(int bits) throws ModuleRefused {
    int start = pos;
    long value = 0;
    int shift = 0;
    while (shift < bits) {
      int b = u8();
      value |= (long) (b & 0x7f) << shift;
      shift += 7;
      if (b < 0x80) {
        if (shift > bits && !signFills(b, bits - (shift - 7))) {
          break;
        }
        return shift < 64 ? value << (64 - shift) >> (64 - shift) : value;
      }
    }
    throw Refusals.malformed(start, "number does not fit [s" + bits + "]");
  }

  /** Whether the bits of a last byte above its {@code used} low ones all repeat the sign. */
  private static boolean signFills(int b, int used) {
    int high = b >> (used - 1);
    return high == 0 || high == 0x7f >> (used - 1);
  }

  void skip(int count) throws ModuleRefused {
    if (count > end - pos) {
      throw Refusals.malformed(pos, "unexpected end");
    }
    pos += count;
  }

  String name() throws ModuleRefused {
    int start = pos;
    int length = count(Bound.NAME_BYTES);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, pos, length))
              .toString();
      pos += length;
      return text;
    } catch (CharacterCodingException e) {
      throw Refusals.malformed(start, "name is not utf-8");
    }
  }

  /** The next {@code size} bytes as a reader of their own; this one continues behind them. */
  Reader part(int size) throws ModuleRefused {
    int start = pos;
    skip(size);
    return new Reader(bytes, start, pos, options);
  }

  void requireEnd(String what) throws ModuleRefused {
    if (pos != end) {
      throw Refusals.malformed(pos, what + " has [" + (end - pos) + "] bytes too many");
    }
  }
}
