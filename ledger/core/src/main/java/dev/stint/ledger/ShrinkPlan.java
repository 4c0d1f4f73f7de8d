package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * How a ledger that holds more than its limit may come back below it without revoking anything:
 * each reclaimable holder gets a target, and what they cannot give back together is reported.
 * Immutable; the amounts are of about one moment, in the unit of the resource.
 */
public final class ShrinkPlan {
  private final long used;
  private final long room;
  private final long reclaimable;
  private final List<Reclaimable> asked;

  private ShrinkPlan(long used, long room, long reclaimable, List<Reclaimable> asked) {
    this.used = used;
    this.room = room;
    this.reclaimable = reclaimable;
    this.asked = asked;
  }

  /** The plan for a ledger; asks nobody yet. */
  public static ShrinkPlan of(Ledger ledger) {
    return of(ledger, ledger.used());
  }

  /** The plan after a limit was bound: reads no clock, which might throw. */
  static ShrinkPlan afterBind(Ledger ledger) {
    return of(ledger, ledger.usedNow() - ledger.leased());
  }

  private static ShrinkPlan of(Ledger ledger, long used) {
    List<Reclaimable> found = new ArrayList<>();
    Subtree.reclaimable(ledger, found);
    long sum = 0;
    for (Reclaimable each : found) {
      sum += each.amount();
    }
    Limit limit = ledger.limit();
    boolean bounded = limit != null && limit.admission() != Admission.OBSERVED;
    long room = bounded && limit != null ? limit.room() : Long.MAX_VALUE;
    return new ShrinkPlan(used, room, sum, found);
  }

  /** Tells each reclaimable holder what is wanted of it, the longest registered first. */
  ShrinkPlan ask() {
    long wanted = excess();
    for (Reclaimable each : asked) {
      long share = Math.min(wanted, each.amount());
      each.want(share);
      wanted -= share;
    }
    return this;
  }

  public long used() {
    return used;
  }

  /** What the ledger holds above its limit, at least 0. */
  public long excess() {
    return Math.max(0, used - room);
  }

  /** What the reclaimable holders could give back together. */
  public long reclaimable() {
    return reclaimable;
  }

  /** What stays above the limit when all of them have: used - limit - reclaimable, at least 0. */
  public long unreclaimable() {
    return Math.max(0, excess() - reclaimable);
  }

  /** The reclaimable holders; see {@link Reclaimable#target}. */
  public List<Reclaimable> holders() {
    return List.copyOf(asked);
  }
}
