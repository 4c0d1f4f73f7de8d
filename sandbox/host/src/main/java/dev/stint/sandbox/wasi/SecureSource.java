package dev.stint.sandbox.wasi;

import java.security.SecureRandom;

/** Random bytes from the platform. Thread-safe. */
final class SecureSource implements RandomSource {
  static final SecureSource INSTANCE = new SecureSource();

  private final SecureRandom random = new SecureRandom();

  private SecureSource() {}

  @Override
  public void fill(byte[] into, int offset, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    System.arraycopy(bytes, 0, into, offset, length);
  }
}
