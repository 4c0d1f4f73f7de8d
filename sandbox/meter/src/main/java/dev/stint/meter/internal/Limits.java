package dev.stint.meter.internal;

import dev.stint.meter.ModuleRefused;

/** The size limits of a table or memory; {@code maximum} is -1 for none. */
record Limits(long initial, long maximum) {
  static Limits read(Reader in) throws ModuleRefused {
    int start = in.pos;
    int flags = in.u8();
    if ((flags & 4) != 0 && flags < 8) {
      throw Refusals.feature(start, "memory64");
    }
    if ((flags & 2) != 0 && flags < 8) {
      throw Refusals.feature(start, "shared memory");
    }
    if ((flags & 8) != 0 && flags < 16) {
      throw Refusals.feature(start, "custom page sizes");
    }
    if (flags > 1) {
      throw Refusals.malformed(
          start, "unknown limits flags [0x" + Integer.toHexString(flags) + "]");
    }
    long initial = in.u32();
    long maximum = flags == 1 ? in.u32() : -1;
    if (maximum >= 0 && maximum < initial) {
      throw Refusals.invalid(
          start, "size [" + initial + "] is beyond its maximum [" + maximum + "]");
    }
    return new Limits(initial, maximum);
  }

  @Override
  public String toString() {
    return initial + ".." + (maximum < 0 ? "" : maximum);
  }
}
