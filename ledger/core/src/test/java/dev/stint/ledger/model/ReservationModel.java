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
final class ReservationModel extends ReservationState implements Protocol {
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

  private final ReservationRules rules;
  private final ReservationOwners owners;
  private final ReservationKeeper keeper;

  ReservationModel(Bounds bounds, Flaw flaw) {
    super(bounds, flaw);
    this.rules = new ReservationRules(bounds, flaw);
    this.owners = new ReservationOwners(bounds, flaw, rules);
    this.keeper = new ReservationKeeper(bounds, flaw);
  }

  @Override
  public byte[] start() {
    return new byte[THREADS + 3 * 4];
  }

  @Override
  public void steps(byte[] s, Steps to) {
    for (int owner = 0; owner < 3; owner++) {
      if ((s[DEAD] & 1 << owner) == 0 && at(s, owner, POS) < bounds.scripts()[owner].length) {
        owners.steps(s, owner, to);
      }
    }
    keeper.steps(s, to);
  }

  @Override
  public @Nullable String wrong(byte[] s) {
    return rules.wrong(s);
  }

  @Override
  public @Nullable String wrongAtEnd(byte[] s) {
    for (int owner = 0; owner < 3; owner++) {
      boolean dead = (s[DEAD] & 1 << owner) != 0;
      if (!dead && at(s, owner, POS) < bounds.scripts()[owner].length) {
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
    for (int token = 0; token < bounds.leaves().length; token++) {
      text.append(' ').append("-OCee".charAt(s[TOKENS + token] & 7));
    }
    return text.append(s[CLOSED] == 0 ? "" : "  closed").toString();
  }
}
