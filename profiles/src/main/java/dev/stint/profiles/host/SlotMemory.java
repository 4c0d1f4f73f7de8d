package dev.stint.profiles.host;

import dev.stint.ledger.Unit;

/**
 * How much memory the instances of one pool may have together, and how much one needs.
 *
 * @param instanceBytes what one instance needs: at first its declared maximum, later what was
 *     observed
 * @param shareDivisor the pool may have the memory of the host divided by this
 */
public record SlotMemory(long instanceBytes, int shareDivisor) {
  /** The declared maximum of a guest in the stock profile, and a quarter of the memory. */
  public static final SlotMemory DEFAULT = new SlotMemory(64L << 20, 4);

  public SlotMemory {
    if (instanceBytes <= 0 || shareDivisor <= 0) {
      throw new IllegalArgumentException(
          "slot memory must be positive: " + instanceBytes + ", " + shareDivisor);
    }
  }

  /** How many instances fit, from 0 on. */
  long instances(long memoryBytes) {
    return memoryBytes / shareDivisor / instanceBytes;
  }

  String words() {
    return "memory / " + shareDivisor + " / " + Unit.BYTES.format(instanceBytes) + " an instance";
  }
}
