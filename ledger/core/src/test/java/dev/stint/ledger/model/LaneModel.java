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
 *
 * <p>Orders that matter, each with its broken variant: whoever gives back or switches a lane on
 * clears the caches of the line <em>first</em>, inside the shared gate, where nobody can be refused
 * for good meanwhile; a rebind clears every ledger that leaves the line, even if it takes nothing
 * from it; a close drains the lanes before it takes what is used. Because limits change alone, the
 * second read of a limit is not needed; it is when they change outside the gate.
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

  final Op[][] scripts;
  final Flaw flaw;
  private final int[] hard;
  private final boolean allGranted;
  private final LaneRules rules;
  private final LaneCharge charges;
  private final LaneChange changes;

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
    this.charges = new LaneCharge(scripts, flaw, rules);
    this.changes = new LaneChange(scripts, flaw, rules);
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
          case CHARGE -> charges.charge(s, t, op, to);
          case REFUND -> changes.refund(s, t, op, to);
          case LIMIT, CLOSE, REBIND -> changes.change(s, t, op, to);
        }
      }
    }
  }

  @Override
  public @Nullable String wrong(byte[] s) {
    return rules.wrong(s);
  }

  @Override
  public @Nullable String wrongAtEnd(byte[] s) {
    for (int t = 0; t < scripts.length; t++) {
      if (at(s, t, POS) < scripts[t].length) {
        return "deadlock: " + LaneSteps.WHO[t] + " waits for ever";
      }
      for (int i = 0; allGranted && i < scripts[t].length; i++) {
        if ((at(s, t, GRANTED) & 1 << i) == 0) {
          return "denied, although everything fits: " + LaneSteps.WHO[t];
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
