package dev.stint.ledger.model;

import dev.stint.ledger.model.ReservationModel.Bounds;
import dev.stint.ledger.model.ReservationModel.Flaw;

/** The words of the reservation model's state, and how to read them. */
class ReservationState {
  static final int ROOT = 0;
  static final int M = 1;
  static final int N = 2;
  static final int A = 3;
  static final int C = 5;
  static final int[][] LINES = {{3, M, ROOT}, {4, M, N, ROOT}, {C, N, ROOT}};
  static final int[] C_REBOUND = {C, M, ROOT};
  static final String[] WHO = {"owner a", "owner b", "owner c"};

  // The state: the ledgers, then single facts, then the tokens, then three bytes for each thread.
  static final int MOVED = 12;
  static final int CLOSED = 13;
  static final int INSIDE = 14;
  static final int ALONE = 15;
  static final int DEAD = 16;
  static final int TAKEN = 17;
  static final int CLOSING = 19;
  static final int TOKENS = 20;
  static final int THREADS = 24;

  static final int KEEPER = 3;

  // Token states; ENDING is ended, with the amounts not given back yet.
  static final int NONE = 0;
  static final int OPEN = 1;
  static final int COMMITTED = 2;
  static final int ENDING = 3;
  static final int ENDED = 4;
  static final int OLD_LINE = 8;

  // Places in an owner's operation.
  static final int IDLE = 0;
  static final int CHARGE = 1;
  static final int UNDO = 2;
  static final int GRANTED_INSIDE = 3;
  static final int GRANTED = 4;
  static final int DENIED_INSIDE = 5;
  static final int WANT = 6;
  static final int AWAIT = 7;
  static final int CHARGE_ALONE = 8;
  static final int UNDO_ALONE = 9;
  static final int GRANTED_ALONE = 10;
  static final int DENIED_ALONE = 11;
  static final int TO_GIVE = 12;
  static final int GIVE = 13;
  static final int GIVE_REST = 14;
  static final int TO_END = 15;
  static final int GIVE_CLOSED_UNSEEN = 16;
  static final int TO_END_INSIDE = 17;

  // Places of the keeper.
  static final int K_AWAIT_REBIND = 1;
  static final int K_ADD = 2;
  static final int K_UNDO = 3;
  static final int K_SUBTRACT = 4;
  static final int K_LEAVE = 5;
  static final int K_AWAIT_CLOSE = 6;
  static final int K_DRAIN = 7;
  static final int K_LATE_ADD = 8;

  final Bounds bounds;
  final Flaw flaw;

  ReservationState(Bounds bounds, Flaw flaw) {
    this.bounds = bounds;
    this.flaw = flaw;
  }

  static final int POS = 0;
  static final int PC = 1;
  static final int INDEX = 2;

  static int at(byte[] s, int thread, int field) {
    return s[THREADS + 3 * thread + field];
  }

  static void go(byte[] n, int thread, int pc, int index) {
    n[THREADS + 3 * thread + PC] = (byte) pc;
    n[THREADS + 3 * thread + INDEX] = (byte) index;
  }

  static void next(byte[] n, int owner) {
    n[THREADS + 3 * owner + POS]++;
    go(n, owner, IDLE, 0);
  }

  int token(byte[] s, int owner) {
    return bounds.scripts()[owner][at(s, owner, POS)].token();
  }

  boolean closed(byte[] s, int token) {
    return (s[CLOSED] & 1 << bounds.leaves()[token]) != 0;
  }

  int[] line(byte[] s, int token) {
    return lineOf(s, bounds.leaves()[token]);
  }

  int[] oldLine(byte[] s, int token) {
    boolean old = (s[TOKENS + token] & OLD_LINE) != 0;
    return old || bounds.leaves()[token] != C ? LINES[bounds.leaves()[token] - A] : C_REBOUND;
  }

  int[] lineOf(byte[] s, int leaf) {
    return leaf == C && s[MOVED] != 0 ? C_REBOUND : LINES[leaf - A];
  }

  /** The ledger of entry i: all levels of x first, then all levels of y. */
  static int cell(int[] line, int i) {
    return 2 * line[i % line.length] + i / line.length;
  }

  byte amount(int token, int i, int[] line) {
    return (byte) bounds.amounts()[token][i / line.length];
  }

  static String name(int cell) {
    return new String[] {"root", "m", "n", "a", "b", "c"}[cell / 2] + (cell % 2 == 0 ? ".x" : ".y");
  }
}
