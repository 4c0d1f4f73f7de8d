package dev.stint.ledger.model;

import dev.stint.ledger.Nullable;

/**
 * Reservations on a graph of scopes, with a crash: three owners with a leaf scope each, a keeper
 * that rebinds, closes and reaps.
 *
 * <pre>
 *            root                 leaf a: [a, m, root]      one parent
 *           /    \                leaf b: [b, m, n, root]   two parents
 *          m      n               leaf c: [c, n, root], after the rebind [c, m, root]
 *         / \    / \
 *        a    b     c             two resources, x and y, so twelve ledgers
 * </pre>
 *
 * <p>One atomic step each: passing the gate, a conditional add at one ledger (a loop of
 * compare-and-set has no other effect), a subtraction at one ledger, the step of a token. Limits do
 * not change here, so reading them again is no step. Where a diamond closes, an ancestor is charged
 * once: what P72 says of children is checked as "what is held by the leaves below, each once".
 */
final class ReservationModel implements Protocol {
  /** A rule of the protocol that is left out. */
  enum Flaw {
    NONE,
    ADDS_THEN_CHECKS,
    DENIES_WITHOUT_FINAL_WORD,
    ASKS_FOR_THE_GATE_ALONE_INSIDE_IT,
    FORGETS_TO_UNDO_THE_FIRST_RESOURCE,
    CHECKS_CLOSED_OUTSIDE_THE_GATE,
    ENDS_A_TOKEN_IN_TWO_STEPS,
    GIVES_BACK_ALONG_THE_OLD_LINE,
    REBIND_SUBTRACTS_FIRST,
    NOBODY_REAPS
  }

  /** Where the step of a token that ends it is taken: before the gate is entered, or inside. */
  enum TokensEnd {
    BEFORE_THE_GATE,
    INSIDE_THE_GATE
  }

  /** What an owner does, one after the other. */
  enum Verb {
    RESERVE,
    COMMIT,
    COMMIT_OR_ROLL_BACK,
    RELEASE,
    CLOSE
  }

  record Op(Verb verb, int token) {}

  /**
   * The bounds of one search.
   *
   * @param hard the limits of x and y at root, m, n, a, b, c; -1 for none
   * @param amounts x and y of each token
   * @param leaves the leaf of each token: 3 for a, 4 for b, 5 for c
   * @param scripts what each owner does
   * @param rebinds whether the keeper moves c from n to m at any time
   * @param evicts the leaf that the keeper closes at any time, or 0
   * @param deaths how many owners may die
   * @param ends where tokens end
   */
  record Bounds(
      int[][] hard,
      int[][] amounts,
      int[] leaves,
      Op[][] scripts,
      boolean rebinds,
      int evicts,
      int deaths,
      TokensEnd ends) {}

  static final int ROOT = 0;
  static final int M = 1;
  static final int N = 2;
  static final int A = 3;
  static final int C = 5;
  private static final int[][] LINES = {{3, M, ROOT}, {4, M, N, ROOT}, {C, N, ROOT}};
  private static final int[] C_REBOUND = {C, M, ROOT};
  private static final String[] WHO = {"owner a", "owner b", "owner c"};

  // The state: the ledgers, then single facts, then the tokens, then three bytes for each thread.
  private static final int MOVED = 12;
  private static final int CLOSED = 13;
  private static final int INSIDE = 14;
  private static final int ALONE = 15;
  private static final int DEAD = 16;
  private static final int TAKEN = 17;
  private static final int CLOSING = 19;
  private static final int TOKENS = 20;
  private final int threads;

  private static final int KEEPER = 3;

  // Token states; ENDING is ended, with the amounts not given back yet.
  private static final int NONE = 0;
  private static final int OPEN = 1;
  private static final int COMMITTED = 2;
  private static final int ENDING = 3;
  private static final int ENDED = 4;
  private static final int OLD_LINE = 8;

  // Places in an owner's operation.
  private static final int IDLE = 0;
  private static final int CHARGE = 1;
  private static final int UNDO = 2;
  private static final int GRANTED_INSIDE = 3;
  private static final int GRANTED = 4;
  private static final int DENIED_INSIDE = 5;
  private static final int WANT = 6;
  private static final int AWAIT = 7;
  private static final int CHARGE_ALONE = 8;
  private static final int UNDO_ALONE = 9;
  private static final int GRANTED_ALONE = 10;
  private static final int DENIED_ALONE = 11;
  private static final int TO_GIVE = 12;
  private static final int GIVE = 13;
  private static final int GIVE_REST = 14;
  private static final int TO_END = 15;
  private static final int GIVE_CLOSED_UNSEEN = 16;
  private static final int TO_END_INSIDE = 17;

  // Places of the keeper.
  private static final int K_AWAIT_REBIND = 1;
  private static final int K_ADD = 2;
  private static final int K_UNDO = 3;
  private static final int K_SUBTRACT = 4;
  private static final int K_LEAVE = 5;
  private static final int K_AWAIT_CLOSE = 6;
  private static final int K_DRAIN = 7;
  private static final int K_LATE_ADD = 8;

  private final Bounds bounds;
  private final Flaw flaw;

  ReservationModel(Bounds bounds, Flaw flaw) {
    this.bounds = bounds;
    this.flaw = flaw;
    this.threads = TOKENS + bounds.leaves.length;
  }

  @Override
  public byte[] start() {
    return new byte[threads + 3 * 4];
  }

  @Override
  public void steps(byte[] s, Steps to) {
    for (int owner = 0; owner < 3; owner++) {
      if ((s[DEAD] & 1 << owner) == 0 && at(s, owner, POS) < bounds.scripts[owner].length) {
        owner(s, owner, to);
      }
    }
    keeper(s, to);
  }

  // ---- owners ----

  private void owner(byte[] s, int owner, Steps to) {
    Op op = bounds.scripts[owner][at(s, owner, POS)];
    int token = op.token;
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

  private void begin(byte[] s, int owner, Op op, Steps to) {
    int state = s[TOKENS + op.token] & 7;
    switch (op.verb) {
      case RESERVE -> {
        if (s[ALONE] == 0) {
          byte[] n = s.clone();
          n[INSIDE] |= (byte) (1 << owner);
          go(n, owner, CHARGE, 0);
          to.step(WHO[owner], "enters the gate to reserve", n);
        }
      }
      case COMMIT -> commit(s, owner, op.token, state, to);
      case COMMIT_OR_ROLL_BACK -> {
        commit(s, owner, op.token, state, to);
        if (state == OPEN) {
          end(s, owner, op.token, "rolls the token back", to);
        }
      }
      case RELEASE -> {
        if (state == COMMITTED) {
          end(s, owner, op.token, "releases the token", to);
        } else {
          skip(s, owner, to);
        }
      }
      case CLOSE -> {
        // Two tries, roll back then release, of which one token state allows one.
        if (state == OPEN || state == COMMITTED) {
          end(s, owner, op.token, "closes the token", to);
        } else {
          skip(s, owner, to);
        }
      }
    }
  }

  private void commit(byte[] s, int owner, int token, int state, Steps to) {
    byte[] n = s.clone();
    if (state == OPEN) {
      n[TOKENS + token] = (byte) (COMMITTED | s[TOKENS + token] & OLD_LINE);
    }
    next(n, owner);
    to.step(WHO[owner], state == OPEN ? "commits the token" : "finds nothing to commit", n);
  }

  private void end(byte[] s, int owner, int token, String what, Steps to) {
    byte[] n = s.clone();
    if (bounds.ends == TokensEnd.INSIDE_THE_GATE) {
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

  private void skip(byte[] s, int owner, Steps to) {
    byte[] n = s.clone();
    next(n, owner);
    to.step(WHO[owner], "finds the token ended", n);
  }

  private void charge(byte[] s, int owner, int token, boolean alone, Steps to) {
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
    int hard = bounds.hard[cell / 2][cell % 2];
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
  private void judge(byte[] s, byte[] n, int owner, int cell, int amount, int hard, Steps to) {
    if (held(s)[cell] + amount > hard) {
      to.step(WHO[owner], "is denied for good", n);
    } else {
      to.fault(WHO[owner], "is denied for good", n, "denial that no holding justifies");
    }
  }

  private void denied(byte[] s, int owner, int token, Steps to) {
    byte[] n = s.clone();
    if (flaw == Flaw.DENIES_WITHOUT_FINAL_WORD) {
      n[INSIDE] &= (byte) ~(1 << owner);
      next(n, owner);
      boolean justified = closed(s, token);
      int[] line = line(s, token);
      for (int i = 0; i < 2 * line.length; i++) {
        int hard = bounds.hard[cell(line, i) / 2][cell(line, i) % 2];
        int held = held(s)[cell(line, i)];
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

  private void leave(byte[] s, int owner, int pc, String what, Steps to) {
    byte[] n = s.clone();
    n[INSIDE] &= (byte) ~(1 << owner);
    go(n, owner, pc, 0);
    to.step(WHO[owner], what, n);
  }

  private void leaveAlone(byte[] s, int owner, int pc, String what, Steps to) {
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
    return outside && (s[INSIDE] & 1 << owner) == 0 && Integer.bitCount(s[DEAD]) < bounds.deaths;
  }

  // ---- the keeper ----

  private static final int REBOUND = 1;
  private static final int EVICTED = 2;

  private void keeper(byte[] s, Steps to) {
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
        int hard = bounds.hard[M][index];
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

  private void idleKeeper(byte[] s, Steps to) {
    if (s[ALONE] != 0) {
      return;
    }
    int done = at(s, KEEPER, POS);
    if (bounds.rebinds && (done & REBOUND) == 0) {
      askAlone(s, done | REBOUND, K_AWAIT_REBIND, 0, "asks for the gate alone, to rebind", to);
    }
    if (bounds.evicts != 0 && (done & EVICTED) == 0) {
      boolean gone = (s[CLOSED] & 1 << bounds.evicts) != 0;
      int pc = gone ? K_LEAVE : K_AWAIT_CLOSE;
      askAlone(s, done | EVICTED, pc, bounds.evicts, "asks for the gate alone, to evict", to);
    }
    for (int owner = 0; owner < 3 && flaw != Flaw.NOBODY_REAPS; owner++) {
      boolean dead = (s[DEAD] & 1 << owner) != 0;
      if (dead && (s[CLOSED] & 1 << A + owner) == 0) {
        askAlone(s, done, K_AWAIT_CLOSE, A + owner, "asks for the gate alone, to reap", to);
      }
    }
  }

  private void askAlone(byte[] s, int done, int pc, int leaf, String what, Steps to) {
    byte[] n = s.clone();
    n[ALONE] = KEEPER + 1;
    n[CLOSING] = (byte) leaf;
    n[threads + 3 * KEEPER + POS] = (byte) done;
    go(n, KEEPER, pc, 0);
    to.step("keeper", what, n);
  }

  // ---- what must hold ----

  @Override
  public @Nullable String wrong(byte[] s) {
    int[] held = held(s);
    int[] underWay = flaw == Flaw.NONE ? underWay(s) : held;
    for (int cell = 0; cell < 12; cell++) {
      int hard = bounds.hard[cell / 2][cell % 2];
      if (hard >= 0 && s[cell] > hard) {
        return "used above hard at " + name(cell);
      }
      if (s[cell] < 0) {
        return "negative count at " + name(cell);
      }
      if (flaw == Flaw.NONE && s[cell] != held[cell] + underWay[cell]) {
        return "used is not what is held and under way at " + name(cell);
      }
      if (s[INSIDE] == 0 && s[ALONE] == 0 && s[cell] != held[cell]) {
        return "used is not what tokens hold at " + name(cell);
      }
    }
    return parentless(s) ? "usage of c lies on neither parent" : null;
  }

  /** Whether, while c is rebound, neither m nor n holds all that c uses. */
  private boolean parentless(byte[] s) {
    int pc = at(s, KEEPER, PC);
    boolean rebinding = pc >= K_ADD && pc <= K_SUBTRACT || pc == K_LATE_ADD;
    if (!rebinding) {
      return false;
    }
    boolean onM = true;
    boolean onN = true;
    for (int r = 0; r < 2; r++) {
      onM &= s[2 * M + r] == s[2 * A + r] + s[2 * 4 + r] + s[2 * C + r];
      onN &= s[2 * N + r] == s[2 * 4 + r] + s[2 * C + r];
    }
    return !onM && !onN;
  }

  /** What tokens hold, with those whose end is under way and with grants that have none yet. */
  private int[] held(byte[] s) {
    int[] held = new int[12];
    for (int token = 0; token < bounds.leaves.length; token++) {
      int state = s[TOKENS + token] & 7;
      if (state != NONE && state != ENDED && !closed(s, token)) {
        put(held, s, token, 99, 1);
      }
    }
    for (int owner = 0; owner < 3; owner++) {
      int pc = at(s, owner, PC);
      boolean granted = pc == GRANTED || pc == GRANTED_INSIDE || pc == GRANTED_ALONE;
      if (granted && !closed(s, token(s, owner))) {
        put(held, s, token(s, owner), 99, 1);
      }
    }
    return held;
  }

  /** What the steps so far of unfinished operations put into the ledgers or took out of them. */
  private int[] underWay(byte[] s) {
    int[] sum = new int[12];
    for (int owner = 0; owner < 3; owner++) {
      int index = at(s, owner, INDEX);
      switch (at(s, owner, PC)) {
        case CHARGE, UNDO, CHARGE_ALONE, UNDO_ALONE -> put(sum, s, token(s, owner), index, 1);
        case GIVE -> {
          if (!closed(s, token(s, owner))) {
            put(sum, s, token(s, owner), index, -1);
          }
        }
        default -> {}
      }
    }
    int index = at(s, KEEPER, INDEX);
    switch (at(s, KEEPER, PC)) {
      case K_ADD, K_UNDO -> move(sum, s, M, index, 1);
      case K_SUBTRACT -> {
        move(sum, s, M, 2, 1);
        move(sum, s, N, index, -1);
      }
      case K_DRAIN -> {
        int[] line = lineOf(s, s[CLOSING]);
        for (int i = index; i < 2 * line.length; i++) {
          sum[2 * line[i / 2] + i % 2] += s[TAKEN + i % 2];
        }
      }
      default -> {}
    }
    return sum;
  }

  private static void move(int[] sum, byte[] s, int scope, int resources, int sign) {
    for (int r = 0; r < resources; r++) {
      sum[2 * scope + r] += sign * s[TAKEN + r];
    }
  }

  /** Puts the first entries of a token's charge into the ledgers' sums. */
  private void put(int[] sum, byte[] s, int token, int entries, int sign) {
    int[] line = line(s, token);
    int until = Math.min(entries, 2 * line.length);
    for (int i = 0; i < until; i++) {
      sum[cell(line, i)] += sign * amount(token, i, line);
    }
  }

  @Override
  public @Nullable String wrongAtEnd(byte[] s) {
    for (int owner = 0; owner < 3; owner++) {
      boolean dead = (s[DEAD] & 1 << owner) != 0;
      if (!dead && at(s, owner, POS) < bounds.scripts[owner].length) {
        return "deadlock: " + WHO[owner] + " waits for ever";
      }
    }
    if (at(s, KEEPER, PC) != IDLE || s[ALONE] != 0 || s[INSIDE] != 0) {
      return "deadlock: the keeper waits for ever";
    }
    for (int cell = 0; cell < 12; cell++) {
      if (s[cell] != 0) {
        return "all is over, and something is still used at " + name(cell);
      }
    }
    return null;
  }

  @Override
  public String show(byte[] s) {
    StringBuilder text = new StringBuilder();
    for (int scope = 0; scope < 6; scope++) {
      text.append(name(2 * scope).charAt(0) == 'r' ? "root" : name(2 * scope).substring(0, 1));
      text.append(' ').append(s[2 * scope]).append(',').append(s[2 * scope + 1]).append("  ");
    }
    text.append("tokens");
    for (int token = 0; token < bounds.leaves.length; token++) {
      text.append(' ').append("-OCee".charAt(s[TOKENS + token] & 7));
    }
    return text.append(s[CLOSED] == 0 ? "" : "  closed").toString();
  }

  // ---- the state's words ----

  private static final int POS = 0;
  private static final int PC = 1;
  private static final int INDEX = 2;

  private int at(byte[] s, int thread, int field) {
    return s[threads + 3 * thread + field];
  }

  private void go(byte[] n, int thread, int pc, int index) {
    n[threads + 3 * thread + PC] = (byte) pc;
    n[threads + 3 * thread + INDEX] = (byte) index;
  }

  private void next(byte[] n, int owner) {
    n[threads + 3 * owner + POS]++;
    go(n, owner, IDLE, 0);
  }

  private int token(byte[] s, int owner) {
    return bounds.scripts[owner][at(s, owner, POS)].token;
  }

  private boolean closed(byte[] s, int token) {
    return (s[CLOSED] & 1 << bounds.leaves[token]) != 0;
  }

  private int[] line(byte[] s, int token) {
    return lineOf(s, bounds.leaves[token]);
  }

  private int[] oldLine(byte[] s, int token) {
    boolean old = (s[TOKENS + token] & OLD_LINE) != 0;
    return old || bounds.leaves[token] != C ? LINES[bounds.leaves[token] - A] : C_REBOUND;
  }

  private int[] lineOf(byte[] s, int leaf) {
    return leaf == C && s[MOVED] != 0 ? C_REBOUND : LINES[leaf - A];
  }

  /** The ledger of entry i: all levels of x first, then all levels of y. */
  private static int cell(int[] line, int i) {
    return 2 * line[i % line.length] + i / line.length;
  }

  private byte amount(int token, int i, int[] line) {
    return (byte) bounds.amounts[token][i / line.length];
  }

  private static String name(int cell) {
    return new String[] {"root", "m", "n", "a", "b", "c"}[cell / 2] + (cell % 2 == 0 ? ".x" : ".y");
  }
}
