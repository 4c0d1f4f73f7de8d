package dev.stint.ledger.model;

import dev.stint.ledger.model.ReservationModel.Bounds;
import dev.stint.ledger.model.ReservationModel.Flaw;
import dev.stint.ledger.model.ReservationModel.Op;
import dev.stint.ledger.model.ReservationModel.TokensEnd;

/** The steps of an owner: reserve, commit, roll back, release; he may die outside the gate. */
final class ReservationOwners extends ReservationState {
  private final ReservationRules rules;

  ReservationOwners(Bounds bounds, Flaw flaw, ReservationRules rules) {
    super(bounds, flaw);
    this.rules = rules;
  }

  void steps(byte[] s, int owner, Protocol.Steps to) {
    Op op = bounds.scripts()[owner][at(s, owner, POS)];
    int token = op.token();
    int[] line = line(s, token);
    int entries = 2 * line.length;
    int pc = at(s, owner, PC);
    int index = at(s, owner, INDEX);
    boolean alone = pc >= CHARGE_ALONE && pc <= DENIED_ALONE;
    if (mayDie(s, owner, pc)) {
      byte[] n = s.clone();
      n[DEAD] |= (byte) (1 << owner);
      to.step(WHO[owner], "dies", n);
    }
    switch (pc) {
      case IDLE -> begin(s, owner, op, to);
      case CHARGE, CHARGE_ALONE -> charge(s, owner, token, alone, to);
      case UNDO, UNDO_ALONE -> {
        boolean first = flaw == Flaw.FORGETS_TO_UNDO_THE_FIRST_RESOURCE;
        byte[] n = s.clone();
        int left = first && index <= line.length ? 0 : index - 1;
        if (left == index - 1) {
          n[cell(line, left)] -= amount(token, left, line);
        }
        go(n, owner, left > 0 ? pc : alone ? DENIED_ALONE : DENIED_INSIDE, left);
        to.step(WHO[owner], "undoes one ledger", n);
      }
      case GRANTED_INSIDE -> leave(s, owner, GRANTED, "leaves the gate with a grant", to);
      case GRANTED_ALONE -> leaveAlone(s, owner, GRANTED, "leaves the gate with a grant", to);
      case GRANTED -> {
        byte[] n = s.clone();
        n[TOKENS + token] = (byte) (OPEN | (s[MOVED] == 0 ? OLD_LINE : 0));
        next(n, owner);
        to.step(WHO[owner], "holds the token", n);
      }
      case DENIED_INSIDE -> denied(s, owner, token, to);
      case WANT -> {
        if (s[ALONE] == 0) {
          byte[] n = s.clone();
          n[ALONE] = (byte) (owner + 1);
          go(n, owner, AWAIT, 0);
          to.step(WHO[owner], "asks for the gate alone", n);
        }
      }
      case AWAIT -> {
        if (s[INSIDE] == 0) {
          byte[] n = s.clone();
          go(n, owner, CHARGE_ALONE, 0);
          to.step(WHO[owner], "is alone in the gate", n);
        }
      }
      case DENIED_ALONE -> leaveAlone(s, owner, IDLE, "leaves the gate, denied", to);
      case TO_END -> {
        byte[] n = s.clone();
        n[TOKENS + token] = (byte) (ENDING | s[TOKENS + token] & OLD_LINE);
        go(n, owner, TO_GIVE, 0);
        to.step(WHO[owner], "marks the token ended", n);
      }
      case TO_END_INSIDE -> {
        byte[] n = s.clone();
        int state = s[TOKENS + token] & 7;
        if (state == OPEN || state == COMMITTED) {
          n[TOKENS + token] = (byte) (ENDING | s[TOKENS + token] & OLD_LINE);
          go(n, owner, GIVE, 0);
          to.step(WHO[owner], "ends the token inside the gate", n);
        } else {
          n[INSIDE] &= (byte) ~(1 << owner);
          next(n, owner);
          to.step(WHO[owner], "leaves the gate, the token had ended", n);
        }
      }
      case TO_GIVE -> {
        if (flaw == Flaw.CHECKS_CLOSED_OUTSIDE_THE_GATE) {
          byte[] n = s.clone();
          go(n, owner, closed(s, token) ? GIVE : GIVE_CLOSED_UNSEEN, 0);
          to.step(WHO[owner], "looks outside the gate whether the scope is closed", n);
        } else if (s[ALONE] == 0) {
          byte[] n = s.clone();
          n[INSIDE] |= (byte) (1 << owner);
          go(n, owner, GIVE, 0);
          to.step(WHO[owner], "enters the gate to give back", n);
        }
      }
      case GIVE_CLOSED_UNSEEN -> {
        if (s[ALONE] == 0) {
          byte[] n = s.clone();
          n[INSIDE] |= (byte) (1 << owner);
          go(n, owner, GIVE_REST, 0);
          to.step(WHO[owner], "enters the gate to give back", n);
        }
      }
      case GIVE, GIVE_REST -> {
        byte[] n = s.clone();
        if (index == entries || pc == GIVE && closed(s, token)) {
          n[TOKENS + token] = (byte) (ENDED | s[TOKENS + token] & OLD_LINE);
          n[INSIDE] &= (byte) ~(1 << owner);
          next(n, owner);
          to.step(WHO[owner], "leaves the gate, all is given back", n);
        } else {
          int[] by = flaw == Flaw.GIVES_BACK_ALONG_THE_OLD_LINE ? oldLine(s, token) : line;
          n[cell(by, index)] -= amount(token, index, by);
          go(n, owner, pc, index + 1);
          to.step(WHO[owner], "gives back at one ledger", n);
        }
      }
      default -> throw new IllegalStateException("place [" + pc + "]");
    }
  }

  private void begin(byte[] s, int owner, Op op, Protocol.Steps to) {
    int state = s[TOKENS + op.token()] & 7;
    switch (op.verb()) {
      case RESERVE -> {
        if (s[ALONE] == 0) {
          byte[] n = s.clone();
          n[INSIDE] |= (byte) (1 << owner);
          go(n, owner, CHARGE, 0);
          to.step(WHO[owner], "enters the gate to reserve", n);
        }
      }
      case COMMIT -> commit(s, owner, op.token(), state, to);
      case COMMIT_OR_ROLL_BACK -> {
        commit(s, owner, op.token(), state, to);
        if (state == OPEN) {
          end(s, owner, op.token(), "rolls the token back", to);
        }
      }
      case RELEASE -> {
        if (state == COMMITTED) {
          end(s, owner, op.token(), "releases the token", to);
        } else {
          skip(s, owner, to);
        }
      }
      case CLOSE -> {
        // Two tries, roll back then release, of which one token state allows one.
        if (state == OPEN || state == COMMITTED) {
          end(s, owner, op.token(), "closes the token", to);
        } else {
          skip(s, owner, to);
        }
      }
    }
  }

  private void commit(byte[] s, int owner, int token, int state, Protocol.Steps to) {
    byte[] n = s.clone();
    if (state == OPEN) {
      n[TOKENS + token] = (byte) (COMMITTED | s[TOKENS + token] & OLD_LINE);
    }
    next(n, owner);
    to.step(WHO[owner], state == OPEN ? "commits the token" : "finds nothing to commit", n);
  }

  private void end(byte[] s, int owner, int token, String what, Protocol.Steps to) {
    byte[] n = s.clone();
    if (bounds.ends() == TokensEnd.INSIDE_THE_GATE) {
      if (s[ALONE] == 0) {
        n[INSIDE] |= (byte) (1 << owner);
        go(n, owner, TO_END_INSIDE, 0);
        to.step(WHO[owner], "enters the gate to end the token", n);
      }
      return;
    }
    if (flaw == Flaw.ENDS_A_TOKEN_IN_TWO_STEPS) {
      go(n, owner, TO_END, 0);
      to.step(WHO[owner], "sees that the token is live", n);
      return;
    }
    n[TOKENS + token] = (byte) (ENDING | s[TOKENS + token] & OLD_LINE);
    go(n, owner, TO_GIVE, 0);
    to.step(WHO[owner], what, n);
  }

  private void skip(byte[] s, int owner, Protocol.Steps to) {
    byte[] n = s.clone();
    next(n, owner);
    to.step(WHO[owner], "finds the token ended", n);
  }

  private void charge(byte[] s, int owner, int token, boolean alone, Protocol.Steps to) {
    int[] line = line(s, token);
    int index = at(s, owner, INDEX);
    byte[] n = s.clone();
    if (closed(s, token)) {
      go(n, owner, alone ? UNDO_ALONE : UNDO, index);
      if (index == 0) {
        go(n, owner, alone ? DENIED_ALONE : DENIED_INSIDE, 0);
      }
      to.step(WHO[owner], "is refused by the closed scope", n);
      return;
    }
    int cell = cell(line, index);
    int amount = amount(token, index, line);
    int hard = bounds.hard()[cell / 2][cell % 2];
    boolean fits = hard < 0 || s[cell] + amount <= hard;
    if (flaw == Flaw.ADDS_THEN_CHECKS) {
      n[cell] += (byte) amount;
      go(n, owner, alone ? UNDO_ALONE : UNDO, index + 1);
    }
    if (fits) {
      n[cell] = (byte) (s[cell] + amount);
      boolean all = index + 1 == 2 * line.length;
      go(n, owner, all ? alone ? GRANTED_ALONE : GRANTED_INSIDE : at(s, owner, PC), index + 1);
      to.step(WHO[owner], "adds at one ledger", n);
      return;
    }
    if (flaw != Flaw.ADDS_THEN_CHECKS) {
      go(n, owner, alone ? UNDO_ALONE : UNDO, index);
      if (index == 0) {
        go(n, owner, alone ? DENIED_ALONE : DENIED_INSIDE, 0);
      }
    }
    if (alone) {
      judge(s, n, owner, cell, amount, hard, to);
    } else {
      to.step(WHO[owner], "is refused at one ledger", n);
    }
  }

  /** A denial is justified when what tokens hold at that ledger leaves no room at that instant. */
  private void judge(
      byte[] s, byte[] n, int owner, int cell, int amount, int hard, Protocol.Steps to) {
    if (rules.held(s)[cell] + amount > hard) {
      to.step(WHO[owner], "is denied for good", n);
    } else {
      to.fault(WHO[owner], "is denied for good", n, "denial that no holding justifies");
    }
  }

  private void denied(byte[] s, int owner, int token, Protocol.Steps to) {
    byte[] n = s.clone();
    if (flaw == Flaw.DENIES_WITHOUT_FINAL_WORD) {
      n[INSIDE] &= (byte) ~(1 << owner);
      next(n, owner);
      boolean justified = closed(s, token);
      int[] line = line(s, token);
      for (int i = 0; i < 2 * line.length; i++) {
        int hard = bounds.hard()[cell(line, i) / 2][cell(line, i) % 2];
        int held = rules.held(s)[cell(line, i)];
        justified |= hard >= 0 && held + amount(token, i, line) > hard;
      }
      if (justified) {
        to.step(WHO[owner], "is denied for good", n);
      } else {
        to.fault(WHO[owner], "is denied for good", n, "denial that no holding justifies");
      }
      return;
    }
    if (flaw == Flaw.ASKS_FOR_THE_GATE_ALONE_INSIDE_IT) {
      go(n, owner, WANT, 0);
      to.step(WHO[owner], "wants to be alone", n);
      return;
    }
    leave(s, owner, WANT, "leaves the gate, refused", to);
  }

  private void leave(byte[] s, int owner, int pc, String what, Protocol.Steps to) {
    byte[] n = s.clone();
    n[INSIDE] &= (byte) ~(1 << owner);
    go(n, owner, pc, 0);
    to.step(WHO[owner], what, n);
  }

  private void leaveAlone(byte[] s, int owner, int pc, String what, Protocol.Steps to) {
    byte[] n = s.clone();
    n[ALONE] = 0;
    if (pc == IDLE) {
      next(n, owner);
    } else {
      go(n, owner, pc, 0);
    }
    to.step(WHO[owner], what, n);
  }

  /** Anywhere outside the gate where something of the owner's may be left behind. */
  private boolean mayDie(byte[] s, int owner, int pc) {
    boolean outside =
        pc == IDLE && at(s, owner, POS) > 0
            || pc == GRANTED
            || pc == WANT
            || pc == TO_GIVE
            || pc == TO_END;
    return outside && (s[INSIDE] & 1 << owner) == 0 && Integer.bitCount(s[DEAD]) < bounds.deaths();
  }
}
