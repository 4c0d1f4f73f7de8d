package dev.stint.ledger.model;

import static dev.stint.ledger.model.LaneState.*;

import dev.stint.ledger.model.LaneModel.Flaw;
import dev.stint.ledger.model.LaneModel.Op;

/** What the steps of the lane model share. */
abstract class LaneSteps {
  static final String[] WHO = {"thread 0", "thread 1", "thread 2", "thread 3"};

  final Op[][] scripts;
  final Flaw flaw;
  final LaneRules rules;

  LaneSteps(Op[][] scripts, Flaw flaw, LaneRules rules) {
    this.scripts = scripts;
    this.flaw = flaw;
    this.rules = rules;
  }

  /** Hands the step over, with what the rules see in it. */
  void step(byte[] s, byte[] n, int t, String what, Protocol.Steps to) {
    rules.remember(n);
    String wrong = rules.wrongStep(s, n);
    if (wrong == null) {
      to.step(WHO[t], what, n);
    } else {
      to.fault(WHO[t], what, n, wrong);
    }
  }

  void want(byte[] s, int t, Protocol.Steps to) {
    if (s[ALONE] == 0) {
      byte[] n = s.clone();
      n[ALONE] = (byte) (t + 1);
      go(n, t, AWAIT, 0);
      step(s, n, t, "asks for the gate alone", to);
    }
  }

  /** Limits change alone, so a second read of one is no step then. */
  boolean readsAgain() {
    return flaw == Flaw.LIMIT_OUTSIDE || flaw == Flaw.LIMIT_OUTSIDE_HOLDINGS_ONLY;
  }
}
