package dev.stint.ledger.model;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.model.ReservationModel.Bounds;
import dev.stint.ledger.model.ReservationModel.Flaw;

/** What must hold in every state of the reservation model. */
final class ReservationRules extends ReservationState {
  ReservationRules(Bounds bounds, Flaw flaw) {
    super(bounds, flaw);
  }

  @Nullable
  String wrong(byte[] s) {
    int[] held = held(s);
    int[] underWay = flaw == Flaw.NONE ? underWay(s) : held;
    for (int cell = 0; cell < 12; cell++) {
      int hard = bounds.hard()[cell / 2][cell % 2];
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
  int[] held(byte[] s) {
    int[] held = new int[12];
    for (int token = 0; token < bounds.leaves().length; token++) {
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
}
