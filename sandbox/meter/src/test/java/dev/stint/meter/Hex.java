package dev.stint.meter;

import java.util.HexFormat;

/** Modules written byte by byte, for what a text assembler does not write. */
final class Hex {
  static final String HEADER = "0061736d 01000000";

  /** A type section with {@code () -> ()}, and one function of that type. */
  static final String ONE_FUNCTION = HEADER + "01 04 01 60 00 00  03 02 01 00";

  private Hex() {}

  static byte[] module(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** A module whose only function has this body, {@code end} included, and no locals. */
  static byte[] body(String hex) {
    String code = hex.replace(" ", "");
    int size = code.length() / 2 + 1;
    return module(ONE_FUNCTION + "0a %02x 01 %02x 00 %s".formatted(size + 2, size, code));
  }
}
