package dev.stint.ledger;

/**
 * What happens when a count is wrong: that ledger is in quarantine, so that its owner gets no more
 * of that resource, everybody else goes on, and a recount from the tables of the owner ends it.
 */
public final class Recovery {
  private Recovery() {}

  /** Puts a ledger in quarantine whose owner has found that it disagrees with its own table. */
  public static void quarantine(Scope scope, Resource resource, String why) {
    Ledger ledger = scope.ledger(resource);
    Gate gate = scope.root().gate();
    gate.enterAlone();
    try {
      Subtree.drain(ledger);
      ledger.quarantine();
    } finally {
      gate.exitAlone();
    }
    audit(ledger, "in quarantine: " + PrincipalName.printable(why));
  }

  /**
   * Rebuilds the count of one ledger: its live reservations, what the owner's table says, and what
   * the scopes below hold, each once. The ancestors are corrected by the difference, but where a
   * window counts, and the quarantine is lifted. Ledgers below that are in quarantine themselves
   * are recounted first, by the caller. Both values are audited.
   */
  public static Recount recount(Scope scope, Resource resource, RawHoldings owner) {
    Ledger ledger = scope.ledger(resource);
    Ledgers root = scope.root();
    Limit limit = ledger.limit();
    long windowNanos = limit == null ? 0 : limit.windowNanos();
    Window fresh = windowNanos == 0 ? null : new Window(windowNanos, root.clock().nanoTime());
    long before;
    long after;
    boolean done;
    Gate gate = root.gate();
    gate.enterAlone();
    try {
      Subtree.drain(ledger);
      before = ledger.usedNow();
      after = truth(ledger, owner);
      done = after >= 0 && !ledger.closed();
      if (done) {
        rebuild(scope, ledger, after, ledger.hasWindow() ? fresh : null);
      }
    } finally {
      gate.exitAlone();
    }
    root.reportFaults();
    String verdict = done ? "], quarantine ended" : "], not applied";
    audit(ledger, "recount: before [" + before + "], after [" + after + verdict);
    return new Recount(ledger, before, done ? after : before, done);
  }

  private static void rebuild(Scope scope, Ledger ledger, long after, @Nullable Window fresh) {
    long difference = after - ledger.counted();
    ledger.rebuild(after, fresh);
    Scope[] line = scope.line();
    for (int i = 1; i < line.length; i++) {
      line[i].ledger(ledger.resource()).correct(difference);
    }
  }

  /** The sum of what is held, saturated; negative when the owner's table says so. */
  private static long truth(Ledger ledger, RawHoldings owner) {
    long raw = owner.held(ledger.scope(), ledger.resource());
    boolean stock = ledger.resource().kind() == ResourceKind.STOCK;
    long own = stock ? ledger.heldByTokens() : ledger.pendingHere();
    if (raw < 0) {
      return raw;
    }
    long sum = plus(raw, own);
    return plus(sum, Math.max(0, Subtree.heldBelow(ledger)));
  }

  private static long plus(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private static void audit(Ledger ledger, String detail) {
    AuditSink audit = ledger.scope().root().audit();
    audit.append(AuditKind.RECOVERY, ledger.scope().path(), ledger.resource().label(), detail);
  }
}
