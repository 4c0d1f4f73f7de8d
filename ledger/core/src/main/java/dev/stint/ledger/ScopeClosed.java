package dev.stint.ledger;

/** The scope, or one above it, was closed: nothing is admitted there any more. */
public final class ScopeClosed extends Denied {
  public ScopeClosed(Scope requester, Resource resource, long requested) {
    this(requester, requester.ledger(resource), requested);
  }

  ScopeClosed(Scope requester, Ledger ledger, long requested) {
    super(DenialReason.CLOSED, requester, ledger, requested, 0, null, 0);
  }

  /** The denial of what needs {@code closed} to be open. */
  public static ScopeClosed of(Scope requester, Scope closed, Resource resource, long requested) {
    return new ScopeClosed(requester, closed.ledger(resource), requested);
  }

  @Override
  String what() {
    return "scope closed";
  }
}
