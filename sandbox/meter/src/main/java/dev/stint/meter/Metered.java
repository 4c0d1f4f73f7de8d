package dev.stint.meter;

/** A metered module and what is known about the original. {@link Injected} names what was added. */
public final class Metered {
  private final byte[] bytes;
  private final ModuleInfo info;

  /** Takes ownership of {@code bytes}. */
  public Metered(byte[] bytes, ModuleInfo info) {
    this.bytes = bytes;
    this.info = info;
  }

  /** The binary. It is large and not copied: do not write to it. */
  public byte[] bytes() {
    return bytes;
  }

  public ModuleInfo info() {
    return info;
  }
}
