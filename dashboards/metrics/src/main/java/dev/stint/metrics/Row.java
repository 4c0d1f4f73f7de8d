package dev.stint.metrics;

import dev.stint.ledger.Snapshot;

/** The figures behind the meters of one set of tags: sums over one or more ledgers. Immutable. */
record Row(
    long used,
    long debt,
    boolean limited,
    long limit,
    long total,
    long denied,
    long wouldDeny,
    long stallNanos) {
  static final Row ZERO = new Row(0, 0, false, 0, 0, 0, 0, 0);

  static Row of(Snapshot.LedgerView ledger) {
    Long hard = ledger.hard();
    return new Row(
        ledger.used(),
        ledger.debt(),
        hard != null,
        hard == null ? 0 : hard,
        ledger.total(),
        ledger.denied(),
        ledger.wouldDeny(),
        ledger.stallNanos());
  }

  Row plus(Row other) {
    return new Row(
        used + other.used,
        debt + other.debt,
        limited || other.limited,
        limit + other.limit,
        total + other.total,
        denied + other.denied,
        wouldDeny + other.wouldDeny,
        stallNanos + other.stallNanos);
  }

  /** Only what a closed scope leaves behind: its counters. */
  Row countersOnly() {
    return new Row(0, 0, false, 0, total, denied, wouldDeny, stallNanos);
  }

  /** Whether this is a later scope of the same name: its counters began again. */
  boolean beganAgainAfter(Row before) {
    return total < before.total || denied < before.denied || wouldDeny < before.wouldDeny;
  }
}
