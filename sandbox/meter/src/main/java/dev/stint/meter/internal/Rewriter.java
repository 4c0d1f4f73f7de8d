package dev.stint.meter.internal;

import dev.stint.meter.MeterOptions;
import dev.stint.meter.Metered;
import dev.stint.meter.ModuleRefused;

/** Placeholder until the next commit. */
public final class Rewriter {
  private final byte[] module;

  public Rewriter(byte[] module, MeterOptions options) {
    this.module = module;
  }

  public Metered rewrite() throws ModuleRefused {
    throw new ModuleRefused("STINT-M001", 0, "not a WebAssembly module: [" + module.length + "] bytes");
  }
}
