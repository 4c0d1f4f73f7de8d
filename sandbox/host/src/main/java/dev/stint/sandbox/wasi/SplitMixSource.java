package dev.stint.sandbox.wasi;

/**
 * The SplitMix64 generator as a stream of bytes, little endian; how the stream is cut into calls
 * does not change it. Mutable, for one guest thread.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood: Fast splittable
 *     pseudorandom number generators</a>
 */
final class SplitMixSource implements RandomSource {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;
  private long word;
  private int bytesLeft;

  SplitMixSource(long seed) {
    this.state = seed;
  }

  @Override
  public void fill(byte[] into, int offset, int length) {
    for (int i = 0; i < length; i++) {
      into[offset + i] = nextByte();
    }
  }

  private byte nextByte() {
    if (bytesLeft == 0) {
      word = nextWord();
      bytesLeft = Long.BYTES;
    }
    byte next = (byte) word;
    word >>>= Byte.SIZE;
    bytesLeft--;
    return next;
  }

  private long nextWord() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
