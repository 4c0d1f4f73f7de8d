package dev.stint.ledger.model;

import static dev.stint.ledger.model.LaneState.*;

import dev.stint.ledger.Nullable;

/**
 * Lanes, gate, negative cache and change of limits: threads charge and refund by lane or through
 * the gate, change a limit, close a leaf, rebind a leaf.
 *
 * <p>One atomic step each: every read and every compare-and-set of a lane, a read of the cache,
 * passing the gate, at each level the read of used and hard, the compare-and-set of used, and the
 * second read of hard, one clearing of one ledger's cache, one lane drained. What one who is alone
 * does to words that nobody else reads outside the gate (used, hard) is joined with his next step.
 */
final class LaneModel implements Protocol {
  /** A rule of the protocol that is left out or turned round. */
  enum Flaw {
    NONE,
    DRAINS_BEFORE_THE_GATE,
    DOES_NOT_DRAIN,
    REFUNDS_INTO_A_LANE_THAT_IS_OFF,
    SWITCHES_ON_WITHOUT_CLEARING,
    SWITCHES_ON_BEFORE_CLEARING,
    SETS_A_FLAG_BEFORE_CLEARING,
    CLEARS_AFTER_SUBTRACTING,
    NEVER_CLEARS,
    LIMIT_OUTSIDE,
    LIMIT_OUTSIDE_HOLDINGS_ONLY,
    LIMIT_OUTSIDE_NO_SECOND_READ,
    CLOSE_LEAVES_THE_LANES_ON,
    REBIND_CLEARS_ONLY_WHERE_IT_SUBTRACTS
  }

  enum Verb {
    CHARGE,
    REFUND,
    LIMIT,
    CLOSE,
    REBIND
  }

  /**
   * One operation.
   *
   * @param place the lane of a charge or refund; the ledger of a limit; the leaf of a close
   * @param amount of a charge; the new limit; of a refund, which operation's charge it gives back
   * @param batch the credit that a charge asks for beyond its amount
   */
  record Op(Verb verb, int place, int amount, int batch) {
    static Op charge(int lane, int amount, int batch) {
      return new Op(Verb.CHARGE, lane, amount, batch);
    }

    static Op refund(int lane, int operation) {
      return new Op(Verb.REFUND, lane, operation, 0);
    }

    static Op limit(int ledger, int hard) {
      return new Op(Verb.LIMIT, ledger, hard, 0);
    }

    static Op close(int leaf) {
      return new Op(Verb.CLOSE, leaf, 0, 0);
    }

    static Op rebind() {
      return new Op(Verb.REBIND, A, 0, 0);
    }
  }

  private static final String[] WHO = {"thread 0", "thread 1", "thread 2", "thread 3"};

  // Places in an operation.
  private static final int START = 0;
  private static final int READ_LANE = 1;
  private static final int SET_LANE = 2;
  private static final int READ_CACHE = 3;
  private static final int ENTER = 4;
  static final int READ = 5;
  static final int ADD = 6;
  static final int READ_AGAIN = 7;
  static final int UNDO = 8;
  static final int SWITCH_ON = 9;
  static final int CLEAR = 10;
  static final int FILL = 11;
  static final int LEAVE = 12;
  private static final int LEAVE_REFUSED = 13;
  private static final int DRAIN_OUTSIDE = 14;
  private static final int WANT = 15;
  private static final int AWAIT = 16;
  private static final int DRAIN = 17;
  private static final int TRY = 18;
  static final int LEAVE_ALONE_GRANTED = 19;
  private static final int LEAVE_ALONE = 20;
  static final int SUBTRACT = 21;
  private static final int TAKE = 22;
  static final int CLEAR_AFTER = 23;
  private static final int REPORT = 24;
  static final int CLEAR_LATE = 25;

  final Op[][] scripts;
  final Flaw flaw;
  private final int[] hard;
  private final boolean allGranted;
  private final LaneRules rules;

  /**
   * @param hard the limits of a, b, g, root at the start
   * @param allGranted whether every charge must be granted in every run
   */
  LaneModel(int[] hard, Op[][] scripts, boolean allGranted, Flaw flaw) {
    this.hard = hard;
    this.scripts = scripts;
    this.allGranted = allGranted;
    this.flaw = flaw;
    this.rules = new LaneRules(this);
  }

  @Override
  public byte[] start() {
    byte[] s = new byte[THREADS + WORDS * scripts.length];
    for (int ledger = 0; ledger < LEDGERS; ledger++) {
      s[HARD + ledger] = (byte) hard[ledger];
    }
    for (int lane = 0; lane < LANES; lane++) {
      s[CELL + lane] = OFF;
    }
    return s;
  }

  @Override
  public void steps(byte[] s, Steps to) {
    for (int t = 0; t < scripts.length; t++) {
      if (at(s, t, POS) < scripts[t].length) {
        Op op = scripts[t][at(s, t, POS)];
        switch (op.verb) {
          case CHARGE -> charge(s, t, op, to);
          case REFUND -> refund(s, t, op, to);
          case LIMIT, CLOSE, REBIND -> change(s, t, op, to);
        }
      }
    }
  }

  /** Hands the step over, with what the rules see in it. */
  private void step(byte[] s, byte[] n, int t, String what, Steps to) {
    rules.remember(n);
    String wrong = rules.wrongStep(s, n);
    if (wrong == null) {
      to.step(WHO[t], what, n);
    } else {
      to.fault(WHO[t], what, n, wrong);
    }
  }

  // ---- charge ----

  private void charge(byte[] s, int t, Op op, Steps to) {
    byte[] n = s.clone();
    int lane = op.place;
    int[] line = line(s, leafOf(lane));
    int index = at(s, t, INDEX);
    boolean batch = (at(s, t, BITS) & WITH_BATCH) != 0;
    int amount = op.amount + (batch ? op.batch : 0);
    switch (at(s, t, PC)) {
      case START -> {
        go(n, t, READ_LANE, 0);
        step(s, n, t, "asks", to);
      }
      case READ_LANE -> {
        set(n, t, SEEN, s[CELL + lane]);
        boolean cached = at(s, t, CACHE_VALUE) != 0 && at(s, t, CACHE_AMOUNT) == op.amount;
        go(n, t, s[CELL + lane] >= op.amount ? SET_LANE : cached ? READ_CACHE : ENTER, 0);
        step(s, n, t, "reads its lane", to);
      }
      case SET_LANE -> {
        if (s[CELL + lane] == at(s, t, SEEN)) {
          n[CELL + lane] -= (byte) op.amount;
          grant(n, t);
          step(s, n, t, "pays from its lane", to);
        } else {
          go(n, t, READ_LANE, 0);
          step(s, n, t, "finds its lane changed", to);
        }
      }
      case READ_CACHE -> {
        if (s[REFUSALS + at(s, t, CACHE_LEDGER)] == at(s, t, CACHE_VALUE)) {
          next(n, t);
          if ((at(s, t, BITS) & JUSTIFIED) != 0) {
            step(s, n, t, "is denied by the cache", to);
          } else {
            to.fault(WHO[t], "is denied by the cache", n, "cached denial that nothing justifies");
          }
        } else {
          go(n, t, ENTER, 0);
          step(s, n, t, "finds the cache out of date", to);
        }
      }
      case ENTER -> {
        if (s[ALONE] == 0) {
          n[INSIDE] |= (byte) (1 << t);
          set(n, t, CACHE_VALUE, 0);
          set(n, t, CACHE_AMOUNT, 0);
          set(n, t, CACHE_LEDGER, 0);
          set(n, t, BITS, op.batch > 0 ? WITH_BATCH : 0);
          go(n, t, READ, 0);
          step(s, n, t, "enters the gate to charge", to);
        }
      }
      case READ -> {
        int ledger = line[index];
        set(n, t, SEEN, s[USED + ledger]);
        if (closed(s, line[0]) || s[USED + ledger] + amount > s[HARD + ledger]) {
          set(n, t, REFUSED, ledger);
          refused(n, t, op, index);
          step(s, n, t, "reads that it does not fit", to);
        } else {
          go(n, t, ADD, index);
          step(s, n, t, "reads that it fits", to);
        }
      }
      case ADD -> {
        int ledger = line[index];
        if (s[USED + ledger] == at(s, t, SEEN)) {
          n[USED + ledger] += (byte) amount;
          if (readsAgain()) {
            go(n, t, READ_AGAIN, index);
          } else {
            added(n, t, line, index);
          }
          step(s, n, t, "adds at one ledger", to);
        } else {
          go(n, t, READ, index);
          step(s, n, t, "finds used changed", to);
        }
      }
      case READ_AGAIN -> {
        int ledger = line[index];
        if (at(s, t, SEEN) + amount > s[HARD + ledger]) {
          set(n, t, REFUSED, ledger);
          refused(n, t, op, index + 1);
          step(s, n, t, "reads again that it does not fit", to);
        } else {
          added(n, t, line, index);
          step(s, n, t, "reads again that it fits", to);
        }
      }
      case UNDO -> {
        n[USED + line[index - 1]] -= (byte) amount;
        refused(n, t, op, index - 1);
        step(s, n, t, "undoes at one ledger", to);
      }
      case SWITCH_ON -> switchOn(s, t, lane, to);
      case CLEAR, CLEAR_LATE -> {
        clear(n, line[index]);
        boolean late = at(s, t, PC) == CLEAR_LATE;
        boolean last = index + 1 == line.length;
        go(n, t, !last ? at(s, t, PC) : late ? LEAVE : FILL, last ? 0 : index + 1);
        step(s, n, t, "clears the cache of one ledger", to);
      }
      case FILL -> {
        n[CELL + lane] = (byte) (Math.max(0, s[CELL + lane]) + op.batch);
        boolean late = flaw == Flaw.SWITCHES_ON_BEFORE_CLEARING && s[CELL + lane] == OFF;
        go(n, t, late ? CLEAR_LATE : LEAVE, 0);
        step(s, n, t, "fills its lane", to);
      }
      case LEAVE -> {
        n[INSIDE] &= (byte) ~(1 << t);
        grant(n, t);
        step(s, n, t, "leaves the gate with a grant", to);
      }
      case LEAVE_REFUSED -> {
        n[INSIDE] &= (byte) ~(1 << t);
        boolean early = flaw == Flaw.DRAINS_BEFORE_THE_GATE;
        go(n, t, early ? DRAIN_OUTSIDE : WANT, 0);
        step(s, n, t, "leaves the gate, refused", to);
      }
      case DRAIN_OUTSIDE -> {
        drainLane(n, index);
        go(n, t, index + 1 == LANES ? WANT : DRAIN_OUTSIDE, index + 1 == LANES ? 0 : index + 1);
        step(s, n, t, "drains a lane outside the gate", to);
      }
      case WANT -> want(s, t, to);
      case AWAIT -> {
        if (s[INSIDE] == 0) {
          boolean drains = flaw != Flaw.DRAINS_BEFORE_THE_GATE && flaw != Flaw.DOES_NOT_DRAIN;
          go(n, t, drains ? DRAIN : TRY, 0);
          step(s, n, t, "is alone in the gate", to);
        }
      }
      case DRAIN -> {
        drainBelow(n, at(s, t, REFUSED), index);
        int following = following(s, at(s, t, REFUSED), index);
        if (following == LANES) {
          set(n, t, BITS, at(s, t, BITS) | 1 << at(s, t, REFUSED));
        }
        go(n, t, following == LANES ? TRY : DRAIN, following == LANES ? 0 : following);
        step(s, n, t, "drains a lane", to);
      }
      case TRY -> tryAlone(s, t, op, to);
      case LEAVE_ALONE_GRANTED -> {
        n[ALONE] = 0;
        grant(n, t);
        step(s, n, t, "leaves the gate with a grant", to);
      }
      case LEAVE_ALONE -> {
        n[ALONE] = 0;
        next(n, t);
        step(s, n, t, "leaves the gate, denied", to);
      }
      default -> throw new IllegalStateException("place [" + at(s, t, PC) + "]");
    }
  }

  /** Limits change alone, so a second read of one is no step then. */
  private boolean readsAgain() {
    return flaw == Flaw.LIMIT_OUTSIDE || flaw == Flaw.LIMIT_OUTSIDE_HOLDINGS_ONLY;
  }

  private static void added(byte[] n, int t, int[] line, int index) {
    boolean last = index + 1 == line.length;
    boolean batch = (at(n, t, BITS) & WITH_BATCH) != 0;
    go(n, t, !last ? READ : batch ? SWITCH_ON : LEAVE, last ? 0 : index + 1);
  }

  /** Goes on after a refusal with so many levels still to undo. */
  private static void refused(byte[] n, int t, Op op, int levels) {
    if (levels > 0) {
      go(n, t, UNDO, levels);
    } else if ((at(n, t, BITS) & WITH_BATCH) != 0) {
      set(n, t, BITS, at(n, t, BITS) & ~WITH_BATCH);
      go(n, t, READ, 0);
    } else {
      go(n, t, LEAVE_REFUSED, 0);
    }
    set(n, t, SEEN, 0);
  }

  private void switchOn(byte[] s, int t, int lane, Steps to) {
    byte[] n = s.clone();
    int flag = 1 << leafOf(lane);
    boolean on =
        flaw == Flaw.SETS_A_FLAG_BEFORE_CLEARING
            ? (s[SWITCHED] & flag) != 0
            : s[CELL + lane] != OFF;
    boolean clears =
        !on
            && flaw != Flaw.SWITCHES_ON_WITHOUT_CLEARING
            && flaw != Flaw.SWITCHES_ON_BEFORE_CLEARING
            && flaw != Flaw.NEVER_CLEARS;
    if (flaw == Flaw.SETS_A_FLAG_BEFORE_CLEARING) {
      n[SWITCHED] |= (byte) flag;
    }
    go(n, t, clears ? CLEAR : FILL, 0);
    step(s, n, t, "looks whether its lane is on", to);
  }

  private void want(byte[] s, int t, Steps to) {
    if (s[ALONE] == 0) {
      byte[] n = s.clone();
      n[ALONE] = (byte) (t + 1);
      go(n, t, AWAIT, 0);
      step(s, n, t, "asks for the gate alone", to);
    }
  }

  /** Charges the whole line or finds who refuses: nobody else reads used now. */
  private void tryAlone(byte[] s, int t, Op op, Steps to) {
    byte[] n = s.clone();
    int leaf = leafOf(op.place);
    int[] line = line(s, leaf);
    if (closed(s, leaf)) {
      go(n, t, LEAVE_ALONE, 0);
      step(s, n, t, "is denied by the closed scope", to);
      return;
    }
    for (int ledger : line) {
      if (s[USED + ledger] + op.amount > s[HARD + ledger]) {
        refusedAlone(s, t, op, ledger, to);
        return;
      }
    }
    for (int ledger : line) {
      n[USED + ledger] += (byte) op.amount;
    }
    go(n, t, LEAVE_ALONE_GRANTED, 0);
    step(s, n, t, "adds at every ledger", to);
  }

  private void refusedAlone(byte[] s, int t, Op op, int ledger, Steps to) {
    byte[] n = s.clone();
    boolean drained = (at(s, t, BITS) & 1 << ledger) != 0;
    boolean drains = flaw != Flaw.DRAINS_BEFORE_THE_GATE && flaw != Flaw.DOES_NOT_DRAIN;
    if (drains && !drained) {
      set(n, t, REFUSED, ledger);
      go(n, t, DRAIN, 0);
      step(s, n, t, "is refused by another ledger", to);
      return;
    }
    if (!odd(n, ledger)) {
      n[REFUSALS + ledger]++;
    }
    set(n, t, CACHE_LEDGER, ledger);
    set(n, t, CACHE_VALUE, n[REFUSALS + ledger]);
    set(n, t, CACHE_AMOUNT, op.amount);
    go(n, t, LEAVE_ALONE, 0);
    if (rules.held(s, ledger) + op.amount > s[HARD + ledger]) {
      step(s, n, t, "is denied for good", to);
    } else {
      to.fault(WHO[t], "is denied for good", n, "denial that no holding justifies");
    }
  }

  private static void grant(byte[] n, int t) {
    set(n, t, GRANTED, at(n, t, GRANTED) | 1 << at(n, t, POS));
    next(n, t);
  }

  // ---- refund ----

  private void refund(byte[] s, int t, Op op, Steps to) {
    byte[] n = s.clone();
    Op charge = scripts[t][op.amount];
    int lane = op.place;
    int[] line = line(s, leafOf(lane));
    int index = at(s, t, INDEX);
    boolean late = flaw == Flaw.CLEARS_AFTER_SUBTRACTING;
    switch (at(s, t, PC)) {
      case START -> {
        if ((at(s, t, GRANTED) & 1 << op.amount) == 0) {
          next(n, t);
          step(s, n, t, "has nothing to refund", to);
          return;
        }
        set(n, t, SEEN, s[CELL + lane]);
        boolean on = s[CELL + lane] != OFF || flaw == Flaw.REFUNDS_INTO_A_LANE_THAT_IS_OFF;
        go(n, t, on ? SET_LANE : ENTER, 0);
        step(s, n, t, "reads its lane to refund", to);
      }
      case SET_LANE -> {
        if (s[CELL + lane] == at(s, t, SEEN)) {
          n[CELL + lane] = (byte) (Math.max(0, s[CELL + lane]) + charge.amount);
          give(n, t, op);
          step(s, n, t, "refunds to its lane", to);
        } else {
          go(n, t, START, 0);
          step(s, n, t, "finds its lane changed", to);
        }
      }
      case ENTER -> {
        if (s[ALONE] == 0) {
          n[INSIDE] |= (byte) (1 << t);
          boolean first = !late && flaw != Flaw.NEVER_CLEARS;
          go(n, t, closed(s, line[0]) ? LEAVE : first ? CLEAR : SUBTRACT, 0);
          step(s, n, t, "enters the gate to refund", to);
        }
      }
      case CLEAR -> {
        clear(n, line[index]);
        go(n, t, SUBTRACT, index);
        step(s, n, t, "clears the cache of one ledger", to);
      }
      case SUBTRACT -> {
        n[USED + line[index]] -= (byte) charge.amount;
        if (late) {
          go(n, t, CLEAR_AFTER, index);
        } else {
          subtracted(n, t, line, index);
        }
        step(s, n, t, "subtracts at one ledger", to);
      }
      case CLEAR_AFTER -> {
        clear(n, line[index]);
        subtracted(n, t, line, index);
        step(s, n, t, "clears the cache of one ledger", to);
      }
      case LEAVE -> {
        n[INSIDE] &= (byte) ~(1 << t);
        give(n, t, op);
        step(s, n, t, "leaves the gate, refunded", to);
      }
      default -> throw new IllegalStateException("place [" + at(s, t, PC) + "]");
    }
  }

  private void subtracted(byte[] n, int t, int[] line, int index) {
    boolean last = index + 1 == line.length;
    boolean first = flaw != Flaw.CLEARS_AFTER_SUBTRACTING && flaw != Flaw.NEVER_CLEARS;
    go(n, t, last ? LEAVE : first ? CLEAR : SUBTRACT, last ? 0 : index + 1);
  }

  private static void give(byte[] n, int t, Op op) {
    set(n, t, GRANTED, at(n, t, GRANTED) & ~(1 << op.amount));
    next(n, t);
  }

  // ---- limit, close, rebind: alone ----

  private void change(byte[] s, int t, Op op, Steps to) {
    byte[] n = s.clone();
    boolean outside =
        op.verb == Verb.LIMIT && (readsAgain() || flaw == Flaw.LIMIT_OUTSIDE_NO_SECOND_READ);
    switch (at(s, t, PC)) {
      case START -> {
        if (outside) {
          n[HARD + op.place] = (byte) op.amount;
          n[REPORTED_OK] &= (byte) ~(1 << op.place);
          clear(n, op.place);
          go(n, t, REPORT, 0);
          step(s, n, t, "writes the limit outside the gate", to);
        } else {
          want(s, t, to);
        }
      }
      case REPORT -> {
        if (s[USED + op.place] <= s[HARD + op.place]) {
          n[REPORTED_OK] |= (byte) (1 << op.place);
        }
        next(n, t);
        step(s, n, t, "reads used and reports", to);
      }
      case AWAIT -> {
        if (s[INSIDE] == 0) {
          begin(n, op);
          boolean drains = op.verb != Verb.REBIND && flaw != Flaw.CLOSE_LEAVES_THE_LANES_ON;
          go(n, t, drains ? DRAIN : TAKE, 0);
          step(s, n, t, "is alone in the gate and begins the change", to);
        }
      }
      case DRAIN -> {
        drainBelow(n, op.place, index(s, t));
        int following = following(s, op.place, index(s, t));
        go(n, t, following == LANES ? TAKE : DRAIN, following == LANES ? 0 : following);
        step(s, n, t, "drains a lane", to);
      }
      case TAKE -> {
        take(n, op);
        go(n, t, LEAVE_ALONE, 0);
        step(s, n, t, "ends the change", to);
      }
      case LEAVE_ALONE -> {
        n[ALONE] = 0;
        next(n, t);
        step(s, n, t, "leaves the gate", to);
      }
      default -> throw new IllegalStateException("place [" + at(s, t, PC) + "]");
    }
  }

  private static int index(byte[] s, int t) {
    return at(s, t, INDEX);
  }

  private static void begin(byte[] n, Op op) {
    switch (op.verb) {
      case LIMIT -> {
        n[HARD + op.place] = (byte) op.amount;
        clear(n, op.place);
      }
      case CLOSE -> n[CLOSED] |= (byte) (1 << op.place);
      default -> {}
    }
  }

  private void take(byte[] n, Op op) {
    if (op.verb == Verb.CLOSE) {
      int used = n[USED + op.place];
      n[CLOSED] |= (byte) (4 << op.place);
      for (int ledger : line(n, op.place)) {
        clear(n, ledger);
        n[USED + ledger] -= (byte) used;
      }
    } else if (op.verb == Verb.REBIND && n[MOVED] == 0) {
      boolean always = flaw != Flaw.REBIND_CLEARS_ONLY_WHERE_IT_SUBTRACTS;
      if (always || n[USED + A] > 0) {
        clear(n, G);
      }
      n[USED + G] -= n[USED + A];
      n[MOVED] = 1;
    }
  }

  // ---- lanes ----

  /** Drains the lane if it lies below the ledger. */
  private static void drainBelow(byte[] n, int ledger, int lane) {
    if (inLine(n, leafOf(lane), ledger)) {
      drainLane(n, lane);
    }
  }

  /** The next lane below the ledger, or LANES. */
  private static int following(byte[] s, int ledger, int lane) {
    int next = lane + 1;
    while (next < LANES && !inLine(s, leafOf(next), ledger)) {
      next++;
    }
    return next;
  }

  private static void drainLane(byte[] n, int lane) {
    int credit = Math.max(0, n[CELL + lane]);
    n[CELL + lane] = OFF;
    n[SWITCHED] &= (byte) ~(1 << leafOf(lane));
    for (int ledger : line(n, leafOf(lane))) {
      n[USED + ledger] -= (byte) credit;
    }
  }

  // ---- what must hold ----

  @Override
  public @Nullable String wrong(byte[] s) {
    return rules.wrong(s);
  }

  @Override
  public @Nullable String wrongAtEnd(byte[] s) {
    for (int t = 0; t < scripts.length; t++) {
      if (at(s, t, POS) < scripts[t].length) {
        return "deadlock: " + WHO[t] + " waits for ever";
      }
      for (int i = 0; allGranted && i < scripts[t].length; i++) {
        if ((at(s, t, GRANTED) & 1 << i) == 0) {
          return "denied, although everything fits: " + WHO[t];
        }
      }
    }
    return null;
  }

  @Override
  public String show(byte[] s) {
    StringBuilder text = new StringBuilder();
    for (int ledger = 0; ledger < LEDGERS; ledger++) {
      text.append(name(ledger)).append(' ').append(s[USED + ledger]);
      text.append('/').append(s[HARD + ledger]).append(odd(s, ledger) ? "!  " : "  ");
    }
    text.append("lanes");
    for (int lane = 0; lane < LANES; lane++) {
      text.append(' ').append(s[CELL + lane] == OFF ? "off" : "" + s[CELL + lane]);
    }
    return text.toString();
  }
}
