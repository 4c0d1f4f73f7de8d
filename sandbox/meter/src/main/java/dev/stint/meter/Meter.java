package dev.stint.meter;

import dev.stint.meter.internal.Rewriter;

/**
 * The load-time rewriter of WebAssembly modules.
 *
 * <p>Stateless and thread-safe. The same bytes and options always give the same result. Custom
 * sections (names, debug information) are dropped. The input is hostile: whatever it holds, the
 * only exception is {@link ModuleRefused}, and time and memory are proportional to the bytes given.
 *
 * <p>The rewriter checks structure, index ranges and operand stack heights, not operand types: the
 * engine still validates the result, which is valid exactly when the module was.
 */
public final class Meter {
  /**
   * Changes whenever the same input gives another output; part of a cache key, with the options.
   */
  public static final int VERSION = 1;

  private Meter() {}

  /** Returns the metered module; {@code module} is only read. */
  public static Metered rewrite(byte[] module, MeterOptions options) throws ModuleRefused {
    return new Rewriter(module, options).rewrite();
  }
}
