package dev.stint.meter.internal;

import dev.stint.meter.ModuleRefused;

/** Value types by their binary codes. */
final class Values {
  static final int I32 = 0x7f;
  static final int I64 = 0x7e;
  static final int V128 = 0x7b;
  static final int FUNCREF = 0x70;
  static final int EXTERNREF = 0x6f;

  private Values() {}

  static int read(Reader in, Features features) throws ModuleRefused {
    int code = in.peek();
    if (code >= 0x7c && code <= I32) {
      return in.u8();
    }
    if (code == V128) {
      features.use("simd");
      return in.u8();
    }
    features.use("reference-types");
    return readReference(in);
  }

  static int readReference(Reader in) throws ModuleRefused {
    int start = in.pos;
    int code = in.u8();
    switch (code) {
      case FUNCREF:
      case EXTERNREF:
        return code;
      case 0x63:
      case 0x64:
        throw Refusals.feature(start, "function references");
      case 0x69:
      case 0x74:
        throw Refusals.feature(start, "exceptions");
      case 0x6a:
      case 0x6b:
      case 0x6c:
      case 0x6d:
      case 0x6e:
      case 0x71:
      case 0x72:
      case 0x73:
        throw Refusals.feature(start, "gc");
      default:
        throw Refusals.malformed(start, "unknown type [0x" + Integer.toHexString(code) + "]");
    }
  }

  /** Slots that a parameter or local counts in the weight of a frame. */
  static int slots(int code) {
    return code == V128 ? 2 : 1;
  }

  static String text(int code) {
    switch (code) {
      case I32:
        return "i32";
      case I64:
        return "i64";
      case 0x7d:
        return "f32";
      case 0x7c:
        return "f64";
      case V128:
        return "v128";
      case FUNCREF:
        return "funcref";
      default:
        return "externref";
    }
  }
}
