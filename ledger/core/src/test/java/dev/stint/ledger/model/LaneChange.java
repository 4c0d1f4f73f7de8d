package dev.stint.ledger.model;

import static dev.stint.ledger.model.LaneState.*;

import dev.stint.ledger.model.LaneModel.Flaw;
import dev.stint.ledger.model.LaneModel.Op;

/** The steps of a refund, and of what is done alone: change a limit, close a leaf, rebind it. */
final class LaneChange extends LaneSteps {
  LaneChange(Op[][] scripts, Flaw flaw, LaneRules rules) {
    super(scripts, flaw, rules);
  }

  void refund(byte[] s, int t, Op op, Protocol.Steps to) {
    byte[] n = s.clone();
    Op charge = scripts[t][op.amount()];
    int lane = op.place();
    int[] line = line(s, leafOf(lane));
    int index = at(s, t, INDEX);
    boolean late = flaw == Flaw.CLEARS_AFTER_SUBTRACTING;
    switch (at(s, t, PC)) {
      case START -> {
        if ((at(s, t, GRANTED) & 1 << op.amount()) == 0) {
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
          n[CELL + lane] = (byte) (Math.max(0, s[CELL + lane]) + charge.amount());
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
        n[USED + line[index]] -= (byte) charge.amount();
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
    set(n, t, GRANTED, at(n, t, GRANTED) & ~(1 << op.amount()));
    next(n, t);
  }

  void change(byte[] s, int t, Op op, Protocol.Steps to) {
    byte[] n = s.clone();
    boolean outside =
        op.verb() == LaneModel.Verb.LIMIT
            && (readsAgain() || flaw == Flaw.LIMIT_OUTSIDE_NO_SECOND_READ);
    switch (at(s, t, PC)) {
      case START -> {
        if (outside) {
          n[HARD + op.place()] = (byte) op.amount();
          n[REPORTED_OK] &= (byte) ~(1 << op.place());
          clear(n, op.place());
          go(n, t, REPORT, 0);
          step(s, n, t, "writes the limit outside the gate", to);
        } else {
          want(s, t, to);
        }
      }
      case REPORT -> {
        if (s[USED + op.place()] <= s[HARD + op.place()]) {
          n[REPORTED_OK] |= (byte) (1 << op.place());
        }
        next(n, t);
        step(s, n, t, "reads used and reports", to);
      }
      case AWAIT -> {
        if (s[INSIDE] == 0) {
          begin(n, op);
          boolean drains =
              op.verb() != LaneModel.Verb.REBIND && flaw != Flaw.CLOSE_LEAVES_THE_LANES_ON;
          go(n, t, drains ? DRAIN : TAKE, 0);
          step(s, n, t, "is alone in the gate and begins the change", to);
        }
      }
      case DRAIN -> {
        drainBelow(n, op.place(), index(s, t));
        int following = following(s, op.place(), index(s, t));
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
    switch (op.verb()) {
      case LIMIT -> {
        n[HARD + op.place()] = (byte) op.amount();
        clear(n, op.place());
      }
      case CLOSE -> n[CLOSED] |= (byte) (1 << op.place());
      default -> {}
    }
  }

  private void take(byte[] n, Op op) {
    if (op.verb() == LaneModel.Verb.CLOSE) {
      int used = n[USED + op.place()];
      n[CLOSED] |= (byte) (4 << op.place());
      for (int ledger : line(n, op.place())) {
        clear(n, ledger);
        n[USED + ledger] -= (byte) used;
      }
    } else if (op.verb() == LaneModel.Verb.REBIND && n[MOVED] == 0) {
      boolean always = flaw != Flaw.REBIND_CLEARS_ONLY_WHERE_IT_SUBTRACTS;
      if (always || n[USED + A] > 0) {
        clear(n, G);
      }
      n[USED + G] -= n[USED + A];
      n[MOVED] = 1;
    }
  }
}
