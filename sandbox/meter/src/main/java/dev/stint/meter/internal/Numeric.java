package dev.stint.meter.internal;

import java.util.Arrays;

/** How many operands the instructions without immediates pop; each pushes one. */
final class Numeric {
  static final int FIRST = Op.I32_EQZ;
  static final int LAST = 0xc4;

  /** From here on: sign extension. */
  static final int SIGN_EXTENSION = 0xc0;

  private static final byte[] POPS = new byte[LAST + 1];

  static {
    Arrays.fill(POPS, FIRST, LAST + 1, (byte) 2);
    one(0x45, 0x45);
    one(0x50, 0x50);
    one(0x67, 0x69);
    one(0x79, 0x7b);
    one(0x8b, 0x91);
    one(0x99, 0x9f);
    one(0xa7, 0xc4);
  }

  private Numeric() {}

  static int pops(int opcode) {
    return POPS[opcode];
  }

  private static void one(int first, int last) {
    Arrays.fill(POPS, first, last + 1, (byte) 1);
  }
}
