package dev.stint.sandbox;

import dev.stint.meter.ModuleRefused;

/** A module cannot be run as asked; the message is one line that ends with the code. */
final class CapsuleRefused extends Exception {
  private static final long serialVersionUID = 1L;

  CapsuleRefused(String code, String message) {
    super(message + " (" + code + ")");
  }

  /** The meter's refusal, in its own words. */
  CapsuleRefused(ModuleRefused refused) {
    super(refused.getMessage(), refused);
  }
}
