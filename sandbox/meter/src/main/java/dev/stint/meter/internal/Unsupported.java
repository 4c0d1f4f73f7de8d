package dev.stint.meter.internal;

import dev.stint.meter.ModuleRefused;

/** Names the feature that an unknown instruction belongs to. */
final class Unsupported {
  private Unsupported() {}

  static ModuleRefused instruction(int op, int offset) {
    switch (op) {
      case 0x06:
      case 0x07:
      case 0x08:
      case 0x09:
      case 0x0a:
      case 0x18:
      case 0x19:
      case 0x1f:
        return Refusals.feature(offset, "exceptions");
      case 0x12:
      case 0x13:
        return Refusals.feature(offset, "tail calls");
      case 0x14:
      case 0x15:
      case 0xd4:
      case 0xd5:
      case 0xd6:
        return Refusals.feature(offset, "function references");
      case 0xd3:
      case 0xfb:
        return Refusals.feature(offset, "gc");
      case 0xfe:
        return Refusals.feature(offset, "threads");
      default:
        return unknown("0x" + Integer.toHexString(op), offset);
    }
  }

  static ModuleRefused prefixed(int prefix, long code, int offset) {
    if (prefix == Op.PREFIX_SIMD && code >= 0x100 && code <= 0x12f) {
      return Refusals.feature(offset, "relaxed simd");
    }
    return unknown("0x" + Integer.toHexString(prefix) + " " + code, offset);
  }

  private static ModuleRefused unknown(String text, int offset) {
    return Refusals.malformed(offset, "unknown instruction [" + text + "]");
  }
}
