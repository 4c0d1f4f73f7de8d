package dev.stint.ledger.model;

import static dev.stint.ledger.model.LaneState.*;

import dev.stint.ledger.model.LaneModel.Flaw;
import dev.stint.ledger.model.LaneModel.Op;

/** The steps of a charge: by lane, by cache, shared, and at last alone. */
final class LaneCharge extends LaneSteps {
  LaneCharge(Op[][] scripts, Flaw flaw, LaneRules rules) {
    super(scripts, flaw, rules);
  }

  void charge(byte[] s, int t, Op op, Protocol.Steps to) {
    byte[] n = s.clone();
    int lane = op.place();
    int[] line = line(s, leafOf(lane));
    int index = at(s, t, INDEX);
    boolean batch = (at(s, t, BITS) & WITH_BATCH) != 0;
    int amount = op.amount() + (batch ? op.batch() : 0);
    switch (at(s, t, PC)) {
      case START -> {
        go(n, t, READ_LANE, 0);
        step(s, n, t, "asks", to);
      }
      case READ_LANE -> {
        set(n, t, SEEN, s[CELL + lane]);
        boolean cached = at(s, t, CACHE_VALUE) != 0 && at(s, t, CACHE_AMOUNT) == op.amount();
        go(n, t, s[CELL + lane] >= op.amount() ? SET_LANE : cached ? READ_CACHE : ENTER, 0);
        step(s, n, t, "reads its lane", to);
      }
      case SET_LANE -> {
        if (s[CELL + lane] == at(s, t, SEEN)) {
          n[CELL + lane] -= (byte) op.amount();
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
          set(n, t, BITS, op.batch() > 0 ? WITH_BATCH : 0);
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
        n[CELL + lane] = (byte) (Math.max(0, s[CELL + lane]) + op.batch());
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

  private void switchOn(byte[] s, int t, int lane, Protocol.Steps to) {
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

  /** Charges the whole line or finds who refuses: nobody else reads used now. */
  private void tryAlone(byte[] s, int t, Op op, Protocol.Steps to) {
    byte[] n = s.clone();
    int leaf = leafOf(op.place());
    int[] line = line(s, leaf);
    if (closed(s, leaf)) {
      go(n, t, LEAVE_ALONE, 0);
      step(s, n, t, "is denied by the closed scope", to);
      return;
    }
    for (int ledger : line) {
      if (s[USED + ledger] + op.amount() > s[HARD + ledger]) {
        refusedAlone(s, t, op, ledger, to);
        return;
      }
    }
    for (int ledger : line) {
      n[USED + ledger] += (byte) op.amount();
    }
    go(n, t, LEAVE_ALONE_GRANTED, 0);
    step(s, n, t, "adds at every ledger", to);
  }

  private void refusedAlone(byte[] s, int t, Op op, int ledger, Protocol.Steps to) {
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
    set(n, t, CACHE_AMOUNT, op.amount());
    go(n, t, LEAVE_ALONE, 0);
    if (rules.held(s, ledger) + op.amount() > s[HARD + ledger]) {
      step(s, n, t, "is denied for good", to);
    } else {
      to.fault(WHO[t], "is denied for good", n, "denial that no holding justifies");
    }
  }

  private static void grant(byte[] n, int t) {
    set(n, t, GRANTED, at(n, t, GRANTED) | 1 << at(n, t, POS));
    next(n, t);
  }
}
