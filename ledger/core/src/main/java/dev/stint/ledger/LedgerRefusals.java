package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a ledger remembers of its refusals, so that a storm of equal requests is refused without the
 * gate: the mark is odd while something was refused here and nothing was given back since, and a
 * denial holds good as long as the mark it was found under stands.
 */
abstract class LedgerRefusals extends LedgerParts {
  private static final VarHandle REFUSALS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      REFUSALS = lookup.findVarHandle(LedgerRefusals.class, "refusals", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long refusals;

  /** The last denial of this scope for this resource, which may still hold. */
  private volatile @Nullable Denied lastDenied;

  LedgerRefusals(Scope scope, Resource resource) {
    super(scope, resource);
  }

  /** Whether a window may have brought credit back since anybody looked. */
  abstract boolean creditMayBeBack();

  void forgetRefusal() {
    long seen = refusals;
    if ((seen & 1) != 0) {
      REFUSALS.compareAndSet(this, seen, seen + 1);
    }
  }

  /** Notes a justified refusal, alone in the gate; returns the mark that it stands under. */
  long refuse() {
    long mark = refusals | 1;
    refusals = mark;
    return mark;
  }

  long refusals() {
    return refusals;
  }

  /** The denial that the same request met before, while it still holds; else null. */
  @Nullable
  Denied knownDenial(long amount, int priority) {
    Denied known = lastDenied;
    if (known == null
        || known.requested() != amount
        || known.asked() != null
        || priority != 255
        || scope.isClosing()
        || !known.stillHolds()
        || known.ledger().creditMayBeBack()) {
      return null;
    }
    return known;
  }

  /** The denial that the same set of amounts met before, while it still holds; else null. */
  @Nullable
  Denied knownDenial(Amounts amounts) {
    Denied known = lastDenied;
    Amounts asked = known == null ? null : known.asked();
    if (known == null
        || asked == null
        || !asked.sameAs(amounts)
        || scope.isClosing()
        || !known.stillHolds()
        || known.ledger().creditMayBeBack()) {
      return null;
    }
    return known;
  }

  void remember(Denied denied) {
    lastDenied = denied;
  }

  void forgetDenial() {
    lastDenied = null;
  }
}
