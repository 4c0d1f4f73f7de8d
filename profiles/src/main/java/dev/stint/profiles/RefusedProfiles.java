package dev.stint.profiles;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Scope;

/**
 * Puts profiles that were refused on record, as many as the minute has room for: a storm of bad
 * profiles must not push out what is audited besides. What had no room is counted in the next
 * record. Thread-safe.
 */
final class RefusedProfiles {
  static final int MOST_PER_MINUTE = 60;
  static final long MINUTE_NANOS = 60_000_000_000L;

  private long minuteBegan;
  private int recorded;
  private long unrecorded;

  synchronized void record(Ledgers ledgers, Scope scope, String subject, String detail) {
    if (!hasRoom(ledgers.clock().nanoTime())) {
      unrecorded++;
      return;
    }
    String others = unrecorded == 0 ? "" : ", after [" + unrecorded + "] that are not on record";
    unrecorded = 0;
    ledgers.audit().offer(AuditKind.DENIED, scope.path(), subject, detail + others);
  }

  private boolean hasRoom(long now) {
    if (recorded == 0 || now - minuteBegan >= MINUTE_NANOS) {
      minuteBegan = now;
      recorded = 0;
    }
    if (recorded == MOST_PER_MINUTE) {
      return false;
    }
    recorded++;
    return true;
  }
}
