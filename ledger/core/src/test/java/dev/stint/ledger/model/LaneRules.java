package dev.stint.ledger.model;

import static dev.stint.ledger.model.LaneState.*;

import dev.stint.ledger.Nullable;

/**
 * What must hold in the lane model: conservation (I1), no growth above a limit (I2, I3, P1), and
 * the justification of cached denials (I4).
 *
 * <p>A cached denial is justified when at some instant since the request began, for some order of
 * the refunds that have begun and not returned, the holdings at that ledger left no room. A refund
 * that a grant already builds on has happened; another one may still be thought of as later.
 */
final class LaneRules {
  private final LaneModel model;

  LaneRules(LaneModel model) {
    this.model = model;
  }

  /** What is held at a ledger; a refund that has not returned is still held. */
  int held(byte[] s, int ledger) {
    int sum = 0;
    for (int t = 0; t < model.scripts.length; t++) {
      int granted = at(s, t, GRANTED);
      for (int i = 0; granted != 0; i++, granted >>>= 1) {
        LaneModel.Op op = model.scripts[t][i];
        int leaf = leafOf(op.place());
        if ((granted & 1) != 0 && !emptied(s, leaf) && inLine(s, leaf, ledger)) {
          sum += op.amount();
        }
      }
    }
    return sum;
  }

  /** Sets the mark of every request that a cached denial would be just towards now. */
  void remember(byte[] n) {
    for (int t = 0; t < model.scripts.length; t++) {
      if (at(n, t, CACHE_VALUE) != 0
          && at(n, t, PC) > 0
          && at(n, t, PC) <= 3
          && (at(n, t, BITS) & JUSTIFIED) == 0) {
        LaneModel.Op op = model.scripts[t][at(n, t, POS)];
        int ledger = at(n, t, CACHE_LEDGER);
        boolean charge = op.verb() == LaneModel.Verb.CHARGE;
        if (charge && justified(n, leafOf(op.place()), ledger, op.amount())) {
          set(n, t, BITS, at(n, t, BITS) | JUSTIFIED);
        }
      }
    }
  }

  private boolean justified(byte[] s, int leaf, int ledger, int amount) {
    if (closed(s, leaf)) {
      return true;
    }
    if (!inLine(s, leaf, ledger)) {
      return false;
    }
    int threads = model.scripts.length;
    int[] pending = new int[threads];
    int held = held(s, ledger);
    for (int t = 0; t < threads; t++) {
      pending[t] = subtracted(s, t, ledger);
      held -= pending[t];
    }
    for (int later = 0; later < 1 << threads; later++) {
      int sum = held;
      for (int t = 0; t < threads; t++) {
        sum += (later >> t & 1) * pending[t];
      }
      boolean possible = later == 0 || sum <= s[HARD + ledger];
      if (possible && sum + amount > s[HARD + ledger]) {
        return true;
      }
    }
    return false;
  }

  /** What an unfinished refund of that thread has taken out of a ledger. */
  private int subtracted(byte[] s, int t, int ledger) {
    if (at(s, t, POS) >= model.scripts[t].length) {
      return 0;
    }
    LaneModel.Op op = model.scripts[t][at(s, t, POS)];
    if (op.verb() != LaneModel.Verb.REFUND) {
      return 0;
    }
    int leaf = leafOf(op.place());
    int[] line = line(s, leaf);
    int levels =
        switch (at(s, t, PC)) {
          case CLEAR, SUBTRACT -> at(s, t, INDEX);
          case CLEAR_AFTER -> at(s, t, INDEX) + 1;
          case LEAVE -> closed(s, leaf) ? 0 : line.length;
          default -> 0;
        };
    for (int i = 0; i < levels; i++) {
      if (line[i] == ledger) {
        return model.scripts[t][op.amount()].amount();
      }
    }
    return 0;
  }

  /** What unfinished charges have put into a ledger. */
  private int added(byte[] s, int t, int ledger) {
    if (at(s, t, POS) >= model.scripts[t].length) {
      return 0;
    }
    LaneModel.Op op = model.scripts[t][at(s, t, POS)];
    if (op.verb() != LaneModel.Verb.CHARGE) {
      return 0;
    }
    int[] line = line(s, leafOf(op.place()));
    boolean batch = (at(s, t, BITS) & WITH_BATCH) != 0;
    int all = op.amount() + (batch ? op.batch() : 0);
    int index = at(s, t, INDEX);
    return switch (at(s, t, PC)) {
      case READ, ADD, UNDO -> upTo(line, index, ledger) * all;
      case READ_AGAIN -> upTo(line, index + 1, ledger) * all;
      case SWITCH_ON, CLEAR, FILL -> upTo(line, line.length, ledger) * all;
      case LEAVE, LEAVE_ALONE_GRANTED, CLEAR_LATE -> upTo(line, line.length, ledger) * op.amount();
      default -> 0;
    };
  }

  private static int upTo(int[] line, int levels, int ledger) {
    for (int i = 0; i < levels; i++) {
      if (line[i] == ledger) {
        return 1;
      }
    }
    return 0;
  }

  @Nullable
  String wrongStep(byte[] s, byte[] n) {
    boolean outside =
        model.flaw == LaneModel.Flaw.LIMIT_OUTSIDE_HOLDINGS_ONLY
            || model.flaw == LaneModel.Flaw.LIMIT_OUTSIDE_NO_SECOND_READ;
    for (int ledger = 0; ledger < LEDGERS; ledger++) {
      int used = n[USED + ledger];
      if (!outside && used > s[USED + ledger] && used > n[HARD + ledger]) {
        return "used grows above hard at " + name(ledger);
      }
    }
    return null;
  }

  @Nullable
  String wrong(byte[] s) {
    for (int ledger = 0; ledger < LEDGERS; ledger++) {
      int held = held(s, ledger);
      int underWay = 0;
      for (int t = 0; t < model.scripts.length; t++) {
        underWay += added(s, t, ledger);
        held -= subtracted(s, t, ledger);
      }
      for (int lane = 0; lane < LANES; lane++) {
        underWay += inLine(s, leafOf(lane), ledger) ? Math.max(0, s[CELL + lane]) : 0;
      }
      if (s[USED + ledger] < 0) {
        return "negative count at " + name(ledger);
      }
      if (s[USED + ledger] != held + underWay) {
        return "used is not what is held, in lanes and under way at " + name(ledger);
      }
      boolean reported = (s[REPORTED_OK] & 1 << ledger) != 0;
      if (reported && held > s[HARD + ledger]) {
        return "reported as kept, and more than the limit is held at " + name(ledger);
      }
    }
    return lanes(s);
  }

  private @Nullable String lanes(byte[] s) {
    for (int lane = 0; lane < LANES; lane++) {
      if (s[CELL + lane] != OFF) {
        if (s[ALONE] == 0 && closed(s, leafOf(lane))) {
          return "a lane of a closed scope is on";
        }
        for (int ledger : line(s, leafOf(lane))) {
          if (model.flaw == LaneModel.Flaw.NONE && odd(s, ledger)) {
            return "a lane is on below a cached refusal at " + name(ledger);
          }
        }
      }
    }
    return null;
  }
}
