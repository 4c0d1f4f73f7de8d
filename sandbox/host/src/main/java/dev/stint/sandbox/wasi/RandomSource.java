package dev.stint.sandbox.wasi;

/** Where a guest's random bytes come from. Threading: used by the thread that runs the guest. */
public interface RandomSource {
  void fill(byte[] into, int offset, int length);

  /** Random numbers fit for keys. */
  static RandomSource secure() {
    return SecureSource.INSTANCE;
  }

  /** The same bytes for the same seed, for runs that must repeat exactly; not fit for keys. */
  static RandomSource seeded(long seed) {
    return new SplitMixSource(seed);
  }
}
