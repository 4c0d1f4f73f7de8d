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
      refused = lanes == null ? null : chargeAndFill(own, lanes, amount);
      if (lanes == null || refused != null) {
        refused = charge(own, amount, now);
      }
    } finally {
      gate.exitShared(ticket);
    }
    scope.root().reportFaults();
    if (refused == null) {
      return null;
    }
    Denied denied = chargeAlone(own, refused, amount);
    return denied == null ? null : refuse(denied);
  }

  /** As {@link #prepare}, which is spared where it found no need of a clock before. */
  private static long instant(Ledger own) {
    return own.untimed() ? UNREAD : prepare(own);
  }

  /**
   * Makes the line and reads the clock if a ledger of it needs that, once for the whole operation:
   * what it spends counts as spent at that instant. Outside the gate.
   */
  static long prepare(Ledger own) {
    own.drawLine();
    boolean timed = false;
    for (Ledger each : own.line()) {
      timed |= each.needsClock();
    }
    own.untimed(!timed);
    return timed ? own.scope.root().clock().nanoTime() : UNREAD;
  }

  /**
   * Makes the line and reads the clock, for one who goes on alone in the gate: there nobody may be
   * refused because it was not read.
   */
  static long prepareAlone(Ledger own) {
    long now = prepare(own);
    return now == UNREAD ? own.scope().root().clock().nanoTime() : now;
  }

  /** Brings back what the windows of the line owe by that instant. Inside the gate. */
  static void advance(Ledger[] line, long now) {
    if (now != UNREAD) {
      for (Ledger each : line) {
        each.advance(now);
      }
    }
  }

  private static @Nullable Ledger charge(Ledger own, long amount, long now) {
    Ledger[] line = own.line();
    int level = addAll(line, amount, WHOLE, now);
    if (level >= 0) {
      return line[level];
    }
    for (Ledger each : line) {
      each.charged(amount);
    }
    return null;
  }

  /** Charges, and leases credit for the lane of this thread when there is room for it. */
  private static @Nullable Ledger chargeAndFill(Ledger own, Lanes lanes, long amount) {
    Ledger[] line = own.line();
    long batch = batch(line, amount);
    if (batch == 0) {
      return own;
    }
    Ledger refused = charge(own, amount + batch, UNREAD);
    if (refused == null) {
      switchOn(line, lanes);
      lanes.fill(batch);
    }
    return refused;
  }

  /** What was refused may find credit in a lane from now on: refusals are forgotten before. */
  private static void switchOn(Ledger[] line, Lanes lanes) {
    if (lanes.on()) {
      return;
    }
    for (Ledger each : line) {
      each.forgetRefusal();
    }
    if (lanes.switchOn()) {
      for (Ledger each : line) {
        each.countLaned(1);
      }
    }
  }

  /** How much credit to lease: less and less near a limit, none where a clock or a count rules. */
  private static long batch(Ledger[] line, long amount) {
    long room = Long.MAX_VALUE;
    for (Ledger ledger : line) {
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

  private static @Nullable Denied chargeAlone(Ledger own, Ledger refused, long amount) {
    Refusal refusal = new Refusal(refused);
    long now = prepareAlone(own);
    Gate gate = own.scope.root().gate();
    gate.enterAlone();
    try {
      while (refusal.mayBeLent()) {
        Ledger again = charge(own, amount, now);
        if (again == null) {
          return null;
        }
        refusal.by(again);
      }
      refusal.settle(now);
    } finally {
      gate.exitAlone();
    }
    Denied denied = refusal.denial(own.scope, amount);
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
    Reservation token = new Reservation(own, amount);
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
    Ledger own = token.ledger();
    Ledger[] line = own.line();
    int level = addAll(line, token.amount(), priority, now);
    if (level >= 0) {
      return line[level];
    }
    if (level == ADMITTED_NEWS) {
      grew(line);
    }
    book(own, token);
    return null;
  }

  /** Books a reservation that every level admitted. Inside the gate. */
  static void granted(Reservation token) {
    grew(token.ledger().line());
    book(token.ledger(), token);
  }

  private static void grew(Ledger[] line) {
    for (Ledger each : line) {
      each.grew();
    }
  }

  private static void book(Ledger own, Reservation token) {
    own.pend(token.amount());
    if (own.resource.kind() == ResourceKind.STOCK) {
      own.hold(token);
    }
  }

  private static Verdict reserveAlone(Reservation token, Ledger refused, int priority, long epoch) {
    Ledger own = token.ledger();
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
  static @Nullable Ledger add(Ledger own, long amount, int priority, long now) {
    Ledger[] line = own.line();
    int level = addAll(line, amount, priority, now);
    return level < 0 ? null : line[level];
  }

  private static int addAll(Ledger[] line, long amount, int priority, long now) {
    if (line[0].scope.isClosing()) {
      return 0;
    }
    advance(line, now);
    int level = 0;
    boolean news = false;
    try {
      for (; level < line.length; level++) {
        int added = line[level].tryAdd(amount, priority, now);
        if (added == Ledger.REFUSED) {
          break;
        }
        news |= added == Ledger.ADDED_NEWS;
      }
    } catch (Throwable e) {
      undo(line, level, amount);
      throw e;
    }
    if (level == line.length) {
      return news ? ADMITTED_NEWS : ADMITTED;
    }
    undo(line, level, amount);
    return level;
  }

  /** Undoes the lowest levels of a charge, the last one first. */
  static void undo(Ledger[] line, int levels, long amount) {
    for (int i = levels - 1; i >= 0; i--) {
      line[i].undo(amount);
    }
  }

  /** Counts a denial and tells the listener. */
  static Denied refuse(Denied denied) {
    denied.ledger().countDenied();
    denied.requester().root().denied(denied);
    return denied;
  }
}
