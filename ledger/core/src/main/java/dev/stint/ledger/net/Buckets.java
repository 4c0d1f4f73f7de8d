package dev.stint.ledger.net;

import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Nullable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The token buckets of address blocks. Thread-safe by one lock.
 *
 * <p>A full bucket says nothing that a missing one does not say, so one that was full for the grace
 * is dropped, and at once when its place is needed. They lie in the order of their last use, and
 * only the first is looked at: O(1) per connection.
 */
final class Buckets {
  private final BlockRules<Rate> rules;
  private final MonotonicClock clock;
  private final long graceNanos;
  private final int bucketsAtMost;
  private final Map<Prefix, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  Buckets(BlockRules<Rate> rules, MonotonicClock clock, long graceNanos, int bucketsAtMost) {
    this.rules = rules;
    this.clock = clock;
    this.graceNanos = graceNanos;
    this.bucketsAtMost = bucketsAtMost;
  }

  RateVerdict take(Prefix address, RateAnswer answer) {
    List<BlockRule<Rate>> blocks = rules.of(address);
    synchronized (buckets) {
      long now = clock.nanoTime();
      dropFull(graceNanos, now, Integer.MAX_VALUE);
      RefusedByRate refused = firstRefusal(blocks, answer, now);
      if (refused != null) {
        return refused;
      }
      for (BlockRule<Rate> each : blocks) {
        Bucket bucket = buckets.get(each.block());
        if (bucket == null) {
          bucket = new Bucket(each.value(), now);
          buckets.put(each.block(), bucket);
        }
        bucket.take();
      }
    }
    return new RateToken(this, address);
  }

  private @Nullable RefusedByRate firstRefusal(
      List<BlockRule<Rate>> blocks, RateAnswer answer, long now) {
    int fresh = 0;
    for (BlockRule<Rate> each : blocks) {
      Rate rate = each.value();
      Bucket bucket = buckets.get(each.block());
      long wait = bucket == null ? emptyWait(rate) : bucket.waitNanos(now);
      if (wait > 0) {
        return RefusedByRate.over(each.block(), answer, rate, wait);
      }
      fresh += bucket == null ? 1 : 0;
    }
    if (buckets.size() + fresh > bucketsAtMost) {
      return makeRoom(blocks, fresh, answer, now);
    }
    return null;
  }

  /** A block without a bucket has a full one; that of burst 0 never holds a token. */
  private static long emptyWait(Rate rate) {
    return rate.burst() == 0 ? rate.intervalNanos() : 0;
  }

  private @Nullable RefusedByRate makeRoom(
      List<BlockRule<Rate>> blocks, int fresh, RateAnswer answer, long now) {
    // The buckets of this address were just used and lie last; what is dropped is another's.
    if (blocks.size() <= bucketsAtMost) {
      dropFull(0, now, buckets.size() + fresh - bucketsAtMost);
    }
    if (buckets.size() + fresh <= bucketsAtMost) {
      return null;
    }
    BlockRule<Rate> specific = blocks.get(0);
    return RefusedByRate.untracked(specific.block(), answer, specific.value(), bucketsAtMost);
  }

  private void dropFull(long forNanos, long now, int atMost) {
    Iterator<Bucket> oldest = buckets.values().iterator();
    for (int i = 0; i < atMost && oldest.hasNext(); i++) {
      if (!oldest.next().isFullSince(forNanos, now)) {
        return;
      }
      oldest.remove();
    }
  }

  void giveBack(Prefix address) {
    synchronized (buckets) {
      long now = clock.nanoTime();
      for (BlockRule<Rate> each : rules.of(address)) {
        Bucket bucket = buckets.get(each.block());
        if (bucket != null) {
          bucket.giveBack(now);
        }
      }
    }
  }

  int size() {
    synchronized (buckets) {
      dropFull(graceNanos, clock.nanoTime(), Integer.MAX_VALUE);
      return buckets.size();
    }
  }
}
