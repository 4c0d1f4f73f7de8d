package dev.stint.meter.internal;

import java.util.Arrays;

/** The instructions behind the prefix 0xFD: immediates, and how many operands they pop. */
final class Simd {
  /** No such instruction. */
  static final int NONE = -1;

  static final int LAST = 0xff;
  static final int CONST = 0x0c;
  static final int SHUFFLE = 0x0d;
  static final int STORE = 0x0b;
  static final int BITSELECT = 0x52;

  private static final byte[] POPS = new byte[LAST + 1];

  static {
    Arrays.fill(POPS, (byte) 2);
    one(0x00, 0x0a);
    POPS[CONST] = 0;
    one(0x0f, 0x16);
    one(0x18, 0x19);
    one(0x1b, 0x1b);
    one(0x1d, 0x1d);
    one(0x1f, 0x1f);
    one(0x21, 0x21);
    one(0x4d, 0x4d);
    POPS[BITSELECT] = 3;
    one(0x53, 0x53);
    one(0x5c, 0x64);
    one(0x67, 0x6a);
    one(0x74, 0x75);
    one(0x7a, 0x7a);
    one(0x7c, 0x81);
    one(0x83, 0x84);
    one(0x87, 0x8a);
    one(0x94, 0x94);
    one(0xa0, 0xa4);
    one(0xa7, 0xaa);
    one(0xc0, 0xc4);
    one(0xc7, 0xca);
    one(0xe0, 0xe3);
    one(0xec, 0xef);
    one(0xf8, 0xff);
    int[] none = {
      0x9a, 0xa2, 0xa5, 0xa6, 0xaf, 0xb0, 0xb2, 0xb3, 0xb4, 0xbb, 0xc2, 0xc5, 0xc6, 0xcf, 0xd0,
      0xd2, 0xd3, 0xd4, 0xe2, 0xee
    };
    for (int code : none) {
      POPS[code] = NONE;
    }
  }

  private Simd() {}

  static int pops(int code) {
    return POPS[code];
  }

  static int pushes(int code) {
    return code == STORE || isStoreLane(code) ? 0 : 1;
  }

  static boolean hasAddress(int code) {
    return code <= STORE || isLoadLane(code) || isStoreLane(code) || code == 0x5c || code == 0x5d;
  }

  /** Whether one byte, a lane, follows the address if there is one. */
  static boolean hasLane(int code) {
    return code >= 0x15 && code <= 0x22 || isLoadLane(code) || isStoreLane(code);
  }

  private static boolean isLoadLane(int code) {
    return code >= 0x54 && code <= 0x57;
  }

  private static boolean isStoreLane(int code) {
    return code >= 0x58 && code <= 0x5b;
  }

  private static void one(int first, int last) {
    Arrays.fill(POPS, first, last + 1, (byte) 1);
  }
}
