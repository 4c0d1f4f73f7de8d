package dev.stint.profiles;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Binding;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.Collection;

/**
 * Which of the wishes for one ledger is in force: the tightest, whatever the order in which they
 * came. Immutable.
 *
 * @param wish whose it is; null for a limit without a version, and for none at all
 * @param limit the limit; null for an exemption, and for none at all
 * @param expiresNanos when the first of the wishes that enforce is over
 */
record Choice(@Nullable Wish wish, @Nullable Limit limit, long expiresNanos) {
  /** Two limits of which neither is within the other. */
  static final class Clash extends Exception {
    private static final long serialVersionUID = 1L;
    final transient Limit first;
    final transient Limit second;

    Clash(Limit first, Limit second) {
      super(null, null, false, false);
      this.first = first;
      this.second = second;
    }
  }

  /**
   * Chooses.
   *
   * @param foreign a limit that somebody set without a version, or null
   * @throws Clash when no limit that enforces is within all others
   */
  static Choice of(Resource resource, Collection<Wish> wishes, @Nullable Limit foreign)
      throws Clash {
    Choice best = new Choice(null, foreign, Binding.NEVER);
    long end = Binding.NEVER;
    for (Wish wish : wishes) {
      if (wish.names(resource)) {
        best = better(resource, best, new Choice(wish, wish.limits().get(resource), end));
        end = wish.observed() ? end : Math.min(end, wish.endNanos());
      }
    }
    best.checkAll(resource, wishes, foreign);
    return new Choice(best.wish, best.limit, end);
  }

  private static Choice better(Resource resource, Choice a, Choice b) {
    if (a.rank(resource) != b.rank(resource)) {
      return a.rank(resource) < b.rank(resource) ? a : b;
    }
    Limit x = a.limit;
    Limit y = b.limit;
    if (x == null || y == null) {
      return a.name().compareTo(b.name()) <= 0 ? a : b;
    }
    boolean within = Tightness.isWithin(x, y);
    if (within != Tightness.isWithin(y, x)) {
      return within ? a : b;
    }
    int order = Tightness.compareEqual(x, y);
    order = order == 0 ? a.name().compareTo(b.name()) : order;
    return order <= 0 ? a : b;
  }

  /** Those that nothing overrides come first. */
  private int rank(Resource resource) {
    if (wish != null && wish.isRevoked() && !wish.observed()) {
      return 0;
    }
    if (limit != null) {
      return limit.admission() == Admission.OBSERVED ? 2 : 1;
    }
    return wish != null && wish.exempt().contains(resource) ? 3 : 4;
  }

  private String name() {
    return wish == null ? "" : wish.broker();
  }

  private void checkAll(Resource resource, Collection<Wish> wishes, @Nullable Limit foreign)
      throws Clash {
    Limit mine = limit;
    if (mine == null || rank(resource) != 1) {
      return;
    }
    check(mine, foreign);
    for (Wish each : wishes) {
      check(mine, each.limits().get(resource));
    }
  }

  private static void check(Limit mine, @Nullable Limit other) throws Clash {
    if (other != null
        && other.admission() != Admission.OBSERVED
        && !Tightness.isWithin(mine, other)) {
      throw new Clash(mine, other);
    }
  }

  /** Whether it is what that broker wants. */
  boolean isOf(String broker) {
    return wish != null && wish.broker().equals(broker);
  }
}
