package dev.stint.profiles.host;

/**
 * How many instances of one capsule there are.
 *
 * @param limit at most so many; grown towards lazily
 * @param warm so many are made ahead and never given up
 */
public record PoolSize(int limit, int warm) {
  /** Instances made ahead, where the limit allows. */
  public static final int WARM = 4;

  /** For a capsule that has one store for its whole life: a run loop, a host process. */
  public static final PoolSize SINGLE_STORE = new PoolSize(1, 1);

  public PoolSize {
    if (warm < 1 || warm > limit) {
      throw new IllegalArgumentException("warm " + warm + " must lie between 1 and " + limit);
    }
  }

  /** That limit, with its warm set. */
  public static PoolSize of(int limit) {
    return new PoolSize(limit, Math.max(1, Math.min(WARM, limit)));
  }
}
