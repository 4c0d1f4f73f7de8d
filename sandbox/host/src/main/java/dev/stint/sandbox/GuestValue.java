package dev.stint.sandbox;

import dev.stint.sandbox.engine.ValueType;

/**
 * A number that goes into or comes out of a guest.
 *
 * @param bits the raw bits; of a 32-bit type the low half
 */
public record GuestValue(ValueType type, long bits) {
  /**
   * Reads a number of that type: decimal or {@code 0x} hexadecimal, signed or unsigned, or a Java
   * floating-point literal.
   *
   * @throws NumberFormatException when the text is no such number, or does not fit
   */
  public static GuestValue parse(ValueType type, String text) {
    return new GuestValue(
        type,
        switch (type) {
          case I32 -> i32(text);
          case I64 -> i64(text);
          case F32 -> Float.floatToRawIntBits(Float.parseFloat(text));
          case F64 -> Double.doubleToRawLongBits(Double.parseDouble(text));
          case V128, FUNCREF, EXTERNREF -> throw new NumberFormatException("no text for this type");
        });
  }

  private static long i32(String text) {
    long value = Long.decode(text);
    if (value < Integer.MIN_VALUE || value > 0xFFFF_FFFFL) {
      throw new NumberFormatException("more than 32 bits");
    }
    return value;
  }

  private static long i64(String text) {
    return text.startsWith("0x")
        ? Long.parseUnsignedLong(text.substring(2), 16)
        : text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
  }

  /** The number as text; integers are signed. */
  public String text() {
    return switch (type) {
      case I32 -> Integer.toString((int) bits);
      case I64 -> Long.toString(bits);
      case F32 -> Float.toString(Float.intBitsToFloat((int) bits));
      case F64 -> Double.toString(Double.longBitsToDouble(bits));
      case V128, FUNCREF, EXTERNREF -> "0x" + Long.toHexString(bits);
    };
  }
}
