package dev.stint.ledger.model;

import dev.stint.ledger.model.ReservationModel.Bounds;
import dev.stint.ledger.model.ReservationModel.Flaw;

/** The steps of the keeper, alone in the gate: rebind a scope, evict it, close that of the dead. */
final class ReservationKeeper extends ReservationState {
  ReservationKeeper(Bounds bounds, Flaw flaw) {
    super(bounds, flaw);
  }

  private static final int REBOUND = 1;
  private static final int EVICTED = 2;

  void steps(byte[] s, Protocol.Steps to) {
    int pc = at(s, KEEPER, PC);
    int index = at(s, KEEPER, INDEX);
    switch (pc) {
      case IDLE -> idleKeeper(s, to);
      case K_AWAIT_REBIND -> {
        if (s[INSIDE] == 0) {
          byte[] n = s.clone();
          n[TAKEN] = s[2 * C];
          n[TAKEN + 1] = s[2 * C + 1];
          boolean early = flaw == Flaw.REBIND_SUBTRACTS_FIRST;
          go(n, KEEPER, (s[CLOSED] & 1 << C) != 0 ? K_LEAVE : early ? K_SUBTRACT : K_ADD, 0);
          to.step("keeper", "is alone to rebind c from n to m", n);
        }
      }
      case K_ADD, K_LATE_ADD -> {
        byte[] n = s.clone();
        int hard = bounds.hard()[M][index];
        if (hard >= 0 && s[2 * M + index] + s[TAKEN + index] > hard) {
          go(n, KEEPER, index > 0 ? K_UNDO : K_LEAVE, index);
          to.step("keeper", "is refused at m", n);
        } else {
          n[2 * M + index] += s[TAKEN + index];
          boolean late = pc == K_LATE_ADD;
          go(n, KEEPER, index == 0 ? pc : late ? K_LEAVE : K_SUBTRACT, index == 0 ? 1 : 0);
          if (late && index == 1) {
            n[MOVED] = 1;
          }
          to.step("keeper", "adds the usage of c at m", n);
        }
      }
      case K_UNDO -> {
        byte[] n = s.clone();
        n[2 * M + index - 1] -= s[TAKEN + index - 1];
        go(n, KEEPER, index > 1 ? K_UNDO : K_LEAVE, index - 1);
        to.step("keeper", "undoes at m", n);
      }
      case K_SUBTRACT -> {
        byte[] n = s.clone();
        n[2 * N + index] -= s[TAKEN + index];
        boolean early = flaw == Flaw.REBIND_SUBTRACTS_FIRST;
        go(n, KEEPER, index == 0 ? K_SUBTRACT : early ? K_LATE_ADD : K_LEAVE, index == 0 ? 1 : 0);
        if (index == 1 && !early) {
          n[MOVED] = 1;
        }
        to.step("keeper", "subtracts the usage of c at n", n);
      }
      case K_LEAVE -> {
        byte[] n = s.clone();
        n[ALONE] = 0;
        n[TAKEN] = 0;
        n[TAKEN + 1] = 0;
        n[CLOSING] = 0;
        go(n, KEEPER, IDLE, 0);
        to.step("keeper", "leaves the gate", n);
      }
      case K_AWAIT_CLOSE -> {
        if (s[INSIDE] == 0) {
          byte[] n = s.clone();
          int leaf = s[CLOSING];
          n[CLOSED] |= (byte) (1 << leaf);
          for (int r = 0; r < 2; r++) {
            n[TAKEN + r] = s[2 * leaf + r];
            n[2 * leaf + r] = 0;
          }
          go(n, KEEPER, K_DRAIN, 2);
          to.step("keeper", "closes a leaf alone and takes what is used", n);
        }
      }
      case K_DRAIN -> {
        byte[] n = s.clone();
        int[] line = lineOf(s, s[CLOSING]);
        n[2 * line[index / 2] + index % 2] -= s[TAKEN + index % 2];
        boolean last = index + 1 == 2 * line.length;
        go(n, KEEPER, last ? K_LEAVE : K_DRAIN, last ? 0 : index + 1);
        if (last) {
          n[CLOSING] = 0;
        }
        to.step("keeper", "subtracts it at an ancestor", n);
      }
      default -> throw new IllegalStateException("place [" + pc + "]");
    }
  }

  private void idleKeeper(byte[] s, Protocol.Steps to) {
    if (s[ALONE] != 0) {
      return;
    }
    int done = at(s, KEEPER, POS);
    if (bounds.rebinds() && (done & REBOUND) == 0) {
      askAlone(s, done | REBOUND, K_AWAIT_REBIND, 0, "asks for the gate alone, to rebind", to);
    }
    if (bounds.evicts() != 0 && (done & EVICTED) == 0) {
      boolean gone = (s[CLOSED] & 1 << bounds.evicts()) != 0;
      int pc = gone ? K_LEAVE : K_AWAIT_CLOSE;
      askAlone(s, done | EVICTED, pc, bounds.evicts(), "asks for the gate alone, to evict", to);
    }
    for (int owner = 0; owner < 3 && flaw != Flaw.NOBODY_REAPS; owner++) {
      boolean dead = (s[DEAD] & 1 << owner) != 0;
      if (dead && (s[CLOSED] & 1 << A + owner) == 0) {
        askAlone(s, done, K_AWAIT_CLOSE, A + owner, "asks for the gate alone, to reap", to);
      }
    }
  }

  private void askAlone(byte[] s, int done, int pc, int leaf, String what, Protocol.Steps to) {
    byte[] n = s.clone();
    n[ALONE] = KEEPER + 1;
    n[CLOSING] = (byte) leaf;
    n[THREADS + 3 * KEEPER + POS] = (byte) done;
    go(n, KEEPER, pc, 0);
    to.step("keeper", what, n);
  }
}
