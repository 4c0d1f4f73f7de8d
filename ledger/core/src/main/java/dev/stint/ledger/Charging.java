package dev.stint.ledger;

/**
 * How a charge is admitted by every ledger of a line or by none.
 *
 * <p>The line is charged bottom-up inside the gate, shared; a level that refuses has the levels
 * below it undone. Two charges that fail for each other's sake must not both be refused, so a
 * refusal becomes final only alone in the gate, with the lanes below the refusing ledger drained
 * <em>there</em>: nothing is then under way and nothing is lent out, and the denial is justified.
 *
 * <p>What may throw comes first: the ledgers of the line, the token and the list of holders are
 * made, and the clock is read, before the gate is entered. Whatever is thrown inside all the same
 * undoes the levels below.
 */
final class Charging {
  private static final long LEAST_BATCH = 1024;
  static final int WHOLE = 255;

  /** The epoch of a request that does not name one. */
  static final long ANY_EPOCH = -1;

  /** No clock was read, because no ledger of the line seemed to need one; one that does refuses. */
  static final long UNREAD = Long.MIN_VALUE;

  /** What {@link #add} answers when all levels admitted; any other is the level that refused. */
  private static final int ADMITTED = -1;

  /** The same, when a level must look at its use. */
  private static final int ADMITTED_NEWS = -2;

  private Charging() {}

  /** Charges without a token; null when granted. */
  static @Nullable Denied charge(Scope scope, Resource resource, long amount) {
    Ledger own = scope.ledger(resource);
    if (amount < 0) {
      return refuse(new Malformed(scope, own, amount));
    }
    Denied known = own.knownDenial(amount, WHOLE);
    if (known != null) {
      return refuse(known);
    }
    Lanes lanes = own.heat();
    long now = instant(own);
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    Ledger refused;
    try {
      refused = lanes == null ? null : chargeAndFill(scope, own, lanes, amount);
      if (lanes == null || refused != null) {
        refused = charge(scope, resource, amount, now);
      }
    } finally {
      gate.exitShared(ticket);
    }
    scope.root().reportFaults();
    if (refused == null) {
      return null;
    }
    Denied denied = chargeAlone(scope, own, refused, amount);
    return denied == null ? null : refuse(denied);
  }

  /** As {@link #prepare}, which is spared where it found no need of a clock before. */
  private static long instant(Ledger own) {
    return own.untimed() ? UNREAD : prepare(own.scope(), own.resource());
  }

  /**
   * Makes the ledgers of the line and reads the clock if one of them needs it, once for the whole
   * operation: what it spends counts as spent at that instant. Outside the gate.
   */
  static long prepare(Scope scope, Resource resource) {
    boolean timed = false;
    for (Scope each : scope.line()) {
      timed |= each.ledger(resource).needsClock();
    }
    scope.ledger(resource).untimed(!timed);
    return timed ? scope.root().clock().nanoTime() : UNREAD;
  }

  /**
   * Makes the ledgers of the line and reads the clock, for one who goes on alone in the gate: there
   * nobody may be refused because it was not read.
   */
  static long prepareAlone(Ledger own) {
    long now = prepare(own.scope(), own.resource());
    return now == UNREAD ? own.scope().root().clock().nanoTime() : now;
  }

  /** Brings back what the windows of the line owe by that instant. Inside the gate. */
  static void advance(Scope[] line, Resource resource, long now) {
    if (now != UNREAD) {
      for (Scope each : line) {
        each.ledger(resource).advance(now);
      }
    }
  }

  private static @Nullable Ledger charge(Scope scope, Resource resource, long amount, long now) {
    Scope[] line = scope.line();
    int level = addAll(scope, line, resource, amount, WHOLE, now);
    if (level >= 0) {
      return line[level].ledger(resource);
    }
    for (Scope each : line) {
      each.ledger(resource).charged(amount);
    }
    return null;
  }

  /** Charges, and leases credit for the lane of this thread when there is room for it. */
  private static @Nullable Ledger chargeAndFill(Scope scope, Ledger own, Lanes lanes, long amount) {
    Resource resource = own.resource();
    long batch = batch(scope.line(), resource, amount);
    if (batch == 0) {
      return own;
    }
    Ledger refused = charge(scope, resource, amount + batch, UNREAD);
    if (refused == null) {
      switchOn(scope, resource, lanes);
      lanes.fill(batch);
    }
    return refused;
  }

  /** What was refused may find credit in a lane from now on: refusals are forgotten before. */
  private static void switchOn(Scope scope, Resource resource, Lanes lanes) {
    if (lanes.on()) {
      return;
    }
    for (Scope each : scope.line()) {
      each.ledger(resource).forgetRefusal();
    }
    if (lanes.switchOn()) {
      for (Scope each : scope.line()) {
        each.ledger(resource).countLaned(1);
      }
    }
  }

  /** How much credit to lease: less and less near a limit, none where a clock or a count rules. */
  private static long batch(Scope[] line, Resource resource, long amount) {
    long room = Long.MAX_VALUE;
    for (Scope scope : line) {
      Ledger ledger = scope.ledger(resource);
      Limit limit = ledger.limit();
      if (limit != null) {
        if (ledger.hasWindow()
            || ledger.isLeased()
            || ledger.hasWaiters()
            || limit.admission() == Admission.OBSERVED) {
          return 0;
        }
        room = Math.min(room, limit.room() - ledger.usedNow());
      }
    }
    long wanted = amount > Long.MAX_VALUE >> 8 ? 0 : Math.max(LEAST_BATCH, 64 * amount);
    long batch = Math.min(wanted, room / (4 * Stripes.COUNT));
    return batch < 2 * amount ? 0 : batch;
  }

  private static @Nullable Denied chargeAlone(
      Scope scope, Ledger own, Ledger refused, long amount) {
    Refusal refusal = new Refusal(refused);
    long now = prepareAlone(own);
    Gate gate = scope.root().gate();
    gate.enterAlone();
    try {
      while (refusal.mayBeLent()) {
        Ledger again = charge(scope, own.resource(), amount, now);
        if (again == null) {
          return null;
        }
        refusal.by(again);
      }
      refusal.settle(now);
    } finally {
      gate.exitAlone();
    }
    Denied denied = refusal.denial(scope, amount);
    own.remember(denied);
    return denied;
  }

  /** Reserves; a denial is neither counted nor heard of yet. */
  static Verdict reserve(Scope scope, Resource resource, long amount, int priority, long epoch) {
    Ledger own = scope.ledger(resource);
    if (amount < 0) {
      return new Malformed(scope, own, amount);
    }
    Denied known = epoch == ANY_EPOCH ? own.knownDenial(amount, priority) : null;
    if (known != null) {
      return known;
    }
    Reservation token = new Reservation(scope, resource, amount);
    long now = instant(own);
    if (resource.kind() == ResourceKind.STOCK) {
      own.makeHolders();
    }
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    Ledger refused;
    long inForce;
    try {
      inForce = epoch == ANY_EPOCH ? epoch : scope.epoch();
      refused = inForce != epoch ? own : reserve(token, priority, now);
    } finally {
      gate.exitShared(ticket);
    }
    if (inForce != epoch) {
      return new Stale(scope, own, amount, epoch, inForce);
    }
    return refused == null ? token : reserveAlone(token, refused, priority, epoch);
  }

  private static @Nullable Ledger reserve(Reservation token, int priority, long now) {
    Scope[] line = token.scope().line();
    Resource resource = token.resource();
    int level = addAll(token.scope(), line, resource, token.amount(), priority, now);
    if (level >= 0) {
      return line[level].ledger(resource);
    }
    if (level == ADMITTED_NEWS) {
      grew(line, resource);
    }
    book(token);
    return null;
  }

  /** Books a reservation that every level admitted. Inside the gate. */
  static void granted(Reservation token) {
    grew(token.scope().line(), token.resource());
    book(token);
  }

  private static void grew(Scope[] line, Resource resource) {
    for (Scope each : line) {
      each.ledger(resource).grew();
    }
  }

  private static void book(Reservation token) {
    Ledger own = token.scope().ledger(token.resource());
    own.pend(token.amount());
    if (token.resource().kind() == ResourceKind.STOCK) {
      own.hold(token);
    }
  }

  private static Verdict reserveAlone(Reservation token, Ledger refused, int priority, long epoch) {
    Ledger own = token.scope().ledger(token.resource());
    Refusal refusal = new Refusal(refused);
    long now = prepareAlone(own);
    long inForce;
    Gate gate = token.scope().root().gate();
    gate.enterAlone();
    try {
      inForce = epoch == ANY_EPOCH ? epoch : token.scope().epoch();
      while (inForce == epoch && refusal.mayBeLent()) {
        Ledger again = reserve(token, priority, now);
        if (again == null) {
          return token;
        }
        refusal.by(again);
      }
      refusal.settle(now);
    } finally {
      gate.exitAlone();
    }
    if (inForce != epoch) {
      return new Stale(token.scope(), own, token.amount(), epoch, inForce);
    }
    Denied denied = refusal.denial(token.scope(), token.amount());
    if (priority == WHOLE) {
      own.remember(denied);
    }
    return denied;
  }

  /**
   * Adds bottom-up; returns the ledger that refused, or null. A refusal, and whatever is thrown,
   * undoes everything. Who goes on calls {@link #granted}.
   *
   * @param now what {@link #prepare} returned
   */
  static @Nullable Ledger add(Scope scope, Resource resource, long amount, int priority, long now) {
    Scope[] line = scope.line();
    int level = addAll(scope, line, resource, amount, priority, now);
    return level < 0 ? null : line[level].ledger(resource);
  }

  private static int addAll(
      Scope scope, Scope[] line, Resource resource, long amount, int priority, long now) {
    if (scope.isClosing()) {
      return 0;
    }
    advance(line, resource, now);
    int level = 0;
    boolean news = false;
    try {
      for (; level < line.length; level++) {
        int added = line[level].ledger(resource).tryAdd(amount, priority, now);
        if (added == Ledger.REFUSED) {
          break;
        }
        news |= added == Ledger.ADDED_NEWS;
      }
    } catch (Throwable e) {
      undo(line, resource, level, amount);
      throw e;
    }
    if (level == line.length) {
      return news ? ADMITTED_NEWS : ADMITTED;
    }
    undo(line, resource, level, amount);
    return level;
  }

  /** Undoes the lowest levels of a charge, the last one first. */
  static void undo(Scope[] line, Resource resource, int levels, long amount) {
    for (int i = levels - 1; i >= 0; i--) {
      line[i].ledger(resource).undo(amount);
    }
  }

  /** Counts a denial and tells the listener. */
  static Denied refuse(Denied denied) {
    denied.ledger().countDenied();
    denied.requester().root().denied(denied);
    return denied;
  }
}
