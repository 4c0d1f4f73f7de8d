package dev.stint.meter;

import java.util.EnumMap;
import java.util.Map;

/**
 * What {@link Meter} admits. Immutable; {@link #toString} is stable and may be part of a cache key.
 */
public final class MeterOptions {
  private static final MeterOptions DEFAULTS = new MeterOptions(false, defaultBounds());

  private final boolean linkable;
  private final Map<Bound, Long> bounds;

  private MeterOptions(boolean linkable, Map<Bound, Long> bounds) {
    this.linkable = linkable;
    this.bounds = bounds;
  }

  /** Functions are the only imports admitted, and every {@link Bound} has its default amount. */
  public static MeterOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Whether memories, tables and globals may be imported. Only for test suites that link modules
   * with each other: a shared memory or table is in nobody's ceiling.
   */
  public MeterOptions withLinkable(boolean allowed) {
    return new MeterOptions(allowed, bounds);
  }

  /**
   * The same options with another amount for one bound; {@code amount} is the greatest that is
   * admitted.
   */
  public MeterOptions with(Bound bound, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("negative bound: [" + bound + "] is [" + amount + "]");
    }
    Map<Bound, Long> changed = new EnumMap<>(bounds);
    changed.put(bound, amount);
    return new MeterOptions(linkable, changed);
  }

  public boolean linkable() {
    return linkable;
  }

  public long bound(Bound bound) {
    Long amount = bounds.get(bound);
    return amount == null ? bound.defaultAmount() : amount;
  }

  @Override
  public String toString() {
    return "linkable=" + linkable + " " + bounds;
  }

  private static Map<Bound, Long> defaultBounds() {
    Map<Bound, Long> amounts = new EnumMap<>(Bound.class);
    for (Bound bound : Bound.values()) {
      amounts.put(bound, bound.defaultAmount());
    }
    return amounts;
  }
}
