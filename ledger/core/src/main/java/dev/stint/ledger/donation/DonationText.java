package dev.stint.ledger.donation;

import dev.stint.ledger.Scope;

/** The details of audit records: numbers and scope paths, no other names. */
final class DonationText {
  private DonationText() {}

  static String start(Terms terms, long parentId) {
    return "start donation ["
        + terms.id()
        + "] of ["
        + parentId
        + "] call ["
        + terms.callId()
        + "] to ["
        + terms.receiver().path()
        + "] amount ["
        + terms.amount()
        + "] for ["
        + (terms.deadlineNanos() - terms.startNanos())
        + "] ns";
  }

  static String move(long id, Scope from, Scope to) {
    return "move donation [" + id + "] from [" + from.path() + "] to [" + to.path() + "]";
  }

  /** A commit when something was spent, else a release. */
  static String end(DonationView view) {
    DonationEnd end = view.end();
    return (view.spent() > 0 ? "commit" : "release")
        + " donation ["
        + view.id()
        + "] call ["
        + view.callId()
        + "] by ["
        + (end == null ? "-" : end.label())
        + "] spent ["
        + view.spent()
        + "] returned ["
        + view.returned()
        + "]";
  }
}
