package dev.stint.ledger;

/**
 * What a guest may know of a denial: its own request, and the numbers of the ledger that refused
 * only when that ledger belongs to the guest's own principal. The numbers of an ancestor go to
 * audit and status.
 */
public final class GuestDenial {
  /** The value of a number that the guest may not see. */
  public static final long NOT_SHOWN = -1;

  private final Denied denied;
  private final boolean own;

  GuestDenial(Denied denied) {
    this.denied = denied;
    Scope refused = denied.ledger().scope();
    this.own = refused.isWithinPrincipal() && refused.principalName().equals(denied.principal());
  }

  public Resource resource() {
    return denied.resource();
  }

  public DenialReason reason() {
    return denied.reason();
  }

  public long requested() {
    return denied.requested();
  }

  /** What the ledger held, or {@link #NOT_SHOWN}. */
  public long used() {
    return own ? denied.used() : NOT_SHOWN;
  }

  /** The hard limit, or {@link #NOT_SHOWN}. */
  public long hard() {
    return own ? denied.hard() : NOT_SHOWN;
  }

  /** As {@link Denied#retryAfterNanos}, but an ancestor's times are not shown: -1 for "later". */
  public long retryAfterNanos() {
    long after = denied.retryAfterNanos();
    return own || after == 0 ? after : -1;
  }

  public String code() {
    return denied.code();
  }

  /** One line without a number, path or file of anybody else. */
  public String message() {
    if (own) {
      return denied.message();
    }
    return denied.what()
        + ": "
        + resource().label()
        + ", requested ["
        + resource().unit().format(requested())
        + "], at [host], retry ["
        + (retryAfterNanos() == 0 ? "no" : "later")
        + "] ("
        + code()
        + ")";
  }

  @Override
  public String toString() {
    return message();
  }
}
