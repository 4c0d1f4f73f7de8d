package dev.stint.meter.internal;

import dev.stint.meter.Bound;
import dev.stint.meter.MeterOptions;
import dev.stint.meter.ModuleRefused;

/** Every way to refuse a module. Text of the guest is shortened and made printable. */
final class Refusals {
  private static final int SHOWN = 64;

  private Refusals() {}

  static ModuleRefused notWasm(String what) {
    return new ModuleRefused("STINT-M001", 0, "not a wasm module: " + what);
  }

  static ModuleRefused malformed(long offset, String what) {
    return new ModuleRefused(
        "STINT-M002", offset, "malformed module: " + what + ", at byte [" + offset + "]");
  }

  static ModuleRefused component() {
    return new ModuleRefused(
        "STINT-M003", 4, "component not supported: version [0d 00 01 00], a core module is needed");
  }

  static ModuleRefused feature(long offset, String feature) {
    return new ModuleRefused(
        "STINT-M004", offset, "feature not supported: [" + feature + "], at byte [" + offset + "]");
  }

  static void check(Bound bound, long asked, long offset, MeterOptions options)
      throws ModuleRefused {
    long amount = options.bound(bound);
    if (asked > amount) {
      throw new ModuleRefused(
          "STINT-M005",
          offset,
          "exceeded admission bound: " + bound + " [" + asked + "], bound [" + amount + "]");
    }
  }

  static ModuleRefused reserved(long offset, String what, String name) {
    return new ModuleRefused(
        "STINT-M006", offset, "reserved name used: " + what + " [" + shown(name) + "]");
  }

  static ModuleRefused imports(long offset, String module, String name, String kind) {
    return new ModuleRefused(
        "STINT-M007",
        offset,
        "import not admitted: ["
            + shown(module)
            + "] ["
            + shown(name)
            + "] is a "
            + kind
            + ", only functions are");
  }

  static ModuleRefused invalid(long offset, String what) {
    return new ModuleRefused(
        "STINT-M008", offset, "invalid module: " + what + ", at byte [" + offset + "]");
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c < 0x7f && c != '[' && c != ']' ? c : '?');
    }
    return text.length() > SHOWN ? shown + "..." : shown.toString();
  }
}
