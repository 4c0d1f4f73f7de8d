package dev.stint.ledger.model;

import dev.stint.ledger.Nullable;

/**
 * A tree of donations whose ends come from every side: four handles, three deep.
 *
 * <pre>
 *   donor's ledger: reserved, charged
 *        d0 (5)
 *       /      \
 *    d1 (2)   d3 (1)
 *      |
 *    d2 (1)
 * </pre>
 *
 * <p>A handle's spent and delegated amounts and whether it is settled lie in one word, changed by
 * compare-and-set. Settling marks the word once and carries what was spent and what is unused to
 * the nearest ancestor that is still active, else to the donor; then it settles the children, whose
 * delegated parts that ancestor still carries. Finish, timeout, cancel, the donee's death and the
 * donor's are all a settle by somebody; the donor's death closes his ledger first. A thread does
 * not die inside an operation, as it does not inside the gate.
 */
final class DonationModel implements Protocol {
  /** A rule of the protocol that is left out. */
  enum Flaw {
    NONE,
    DELEGATE_DOES_NOT_LOOK_AGAIN,
    SETTLE_FORGETS_THE_CHILDREN,
    SETTLES_IN_TWO_STEPS,
    SPENDS_IN_TWO_STEPS,
    SPEND_IGNORES_THE_ANCESTORS,
    RETURNS_TO_A_SETTLED_PARENT,
    IGNORES_THE_CLOSED_DONOR
  }

  enum Verb {
    SPEND,
    DELEGATE,
    SETTLE,
    DONOR_DIES
  }

  /** One operation on a handle; a delegation makes the handle out of its parent. */
  record Op(Verb verb, int handle, int amount) {
    static Op spend(int handle) {
      return new Op(Verb.SPEND, handle, 1);
    }

    static Op delegate(int handle) {
      return new Op(Verb.DELEGATE, handle, 0);
    }

    static Op settle(int handle) {
      return new Op(Verb.SETTLE, handle, 0);
    }

    static Op donorDies() {
      return new Op(Verb.DONOR_DIES, 0, 0);
    }
  }

  /** One who acts; one who is mortal may stop for ever between two operations. */
  record Actor(String name, boolean mortal, Op... script) {}

  private static final int HANDLES = 4;
  private static final int[] AMOUNT = {5, 2, 1, 1};
  private static final int[] PARENT = {-1, 0, 1, 0};

  private static final int NONE = 0;
  private static final int ACTIVE = 1;
  private static final int SETTLED = 2;

  // The state: three words of each handle, the donor's, totals of what was granted and reached the
  // top.
  private static final int SPENT = 0;
  private static final int DELEGATED = 4;
  private static final int STATE = 8;
  private static final int SETTLES = 12;
  private static final int RESERVED = 16;
  private static final int CHARGED = 17;
  private static final int CLOSED = 18;
  private static final int TOP_SPENT = 19;
  private static final int TOP_RETURNED = 20;
  private static final int TREE_ENDED = 21;
  private static final int GRANTED = 22;
  private static final int ACTORS = 23;

  // The words of one actor.
  private static final int POS = 0;
  private static final int PC = 1;
  private static final int WORK = 2;
  private static final int HANDLE = 3;
  private static final int LEVEL = 4;
  private static final int USED = 5;
  private static final int UNUSED = 6;
  private static final int LATE = 7;
  private static final int WORDS = 8;

  // Places.
  private static final int START = 0;
  private static final int LOOK_UP = 1;
  private static final int PAY = 2;
  private static final int PAY_UNSEEN = 3;
  private static final int LINK = 4;
  private static final int LOOK_AGAIN = 5;
  private static final int SETTLE_NEXT = 6;
  private static final int MARK = 7;
  private static final int CARRY = 8;
  private static final int CHILDREN = 9;
  private static final int DEAD = 10;

  private final Actor[] actors;
  private final Flaw flaw;

  DonationModel(Flaw flaw, Actor... actors) {
    this.actors = actors;
    this.flaw = flaw;
  }

  @Override
  public byte[] start() {
    byte[] s = new byte[ACTORS + WORDS * actors.length];
    s[STATE] = ACTIVE;
    s[RESERVED] = (byte) AMOUNT[0];
    return s;
  }

  @Override
  public void steps(byte[] s, Steps to) {
    for (int a = 0; a < actors.length; a++) {
      int pos = at(s, a, POS);
      if (pos < actors[a].script.length && at(s, a, PC) != DEAD) {
        step(s, a, actors[a].script[pos], to);
        if (actors[a].mortal && at(s, a, PC) == START && pos > 0) {
          byte[] n = s.clone();
          set(n, a, PC, DEAD);
          to.step(actors[a].name, "dies", n);
        }
      }
    }
  }

  private void step(byte[] s, int a, Op op, Steps to) {
    byte[] n = s.clone();
    switch (at(s, a, PC)) {
      case START -> begin(s, a, op, to);
      case LOOK_UP -> {
        int level = at(s, a, LEVEL);
        if (s[STATE + level] != ACTIVE) {
          next(n, a);
          to.step(name(a), "sees an ancestor settled and is refused", n);
        } else {
          set(n, a, LEVEL, PARENT[level]);
          set(n, a, PC, PARENT[level] < 0 ? PAY : LOOK_UP);
          to.step(name(a), "sees an ancestor active", n);
        }
      }
      case PAY -> pay(s, a, op, to);
      case PAY_UNSEEN -> {
        n[SPENT + op.handle] += (byte) op.amount;
        n[GRANTED] += (byte) op.amount;
        next(n, a);
        to.step(name(a), "writes what is spent", n);
      }
      case LINK -> {
        n[STATE + op.handle] = ACTIVE;
        set(n, a, PC, LOOK_AGAIN);
        if (flaw == Flaw.DELEGATE_DOES_NOT_LOOK_AGAIN) {
          next(n, a);
        }
        to.step(name(a), "links the new handle", n);
      }
      case LOOK_AGAIN -> {
        if (s[STATE + PARENT[op.handle]] == ACTIVE) {
          next(n, a);
          to.step(name(a), "sees the parent still active", n);
        } else {
          set(n, a, WORK, 1 << op.handle);
          set(n, a, PC, SETTLE_NEXT);
          to.step(name(a), "sees the parent settled meanwhile", n);
        }
      }
      case SETTLE_NEXT, MARK -> mark(s, a, op, to);
      case CARRY -> carry(s, a, to);
      case CHILDREN -> children(s, a, to);
      default -> throw new IllegalStateException("place [" + at(s, a, PC) + "]");
    }
  }

  private void begin(byte[] s, int a, Op op, Steps to) {
    byte[] n = s.clone();
    if (op.verb == Verb.DONOR_DIES) {
      n[CLOSED] = 1;
      n[RESERVED] = 0;
      n[CHARGED] = 0;
      set(n, a, WORK, 1);
      set(n, a, PC, SETTLE_NEXT);
      to.step(name(a), "closes the donor's ledger", n);
    } else if (op.verb == Verb.SETTLE && s[STATE + op.handle] != NONE) {
      set(n, a, WORK, 1 << op.handle);
      mark(n, a, op, to);
    } else if (op.verb == Verb.SPEND && s[STATE + op.handle] != NONE) {
      boolean ignores = flaw == Flaw.SPEND_IGNORES_THE_ANCESTORS;
      set(n, a, LATE, s[TREE_ENDED]);
      set(n, a, LEVEL, PARENT[op.handle]);
      set(n, a, PC, PARENT[op.handle] < 0 || ignores ? PAY : LOOK_UP);
      to.step(name(a), "asks to spend", n);
    } else if (op.verb == Verb.DELEGATE && s[STATE + PARENT[op.handle]] == ACTIVE) {
      int parent = PARENT[op.handle];
      if (fits(s, parent, AMOUNT[op.handle])) {
        n[DELEGATED + parent] += (byte) AMOUNT[op.handle];
        set(n, a, PC, LINK);
        to.step(name(a), "delegates", n);
      } else {
        next(n, a);
        to.step(name(a), "has too little to delegate", n);
      }
    } else {
      next(n, a);
      to.step(name(a), "finds no such handle", n);
    }
  }

  private static boolean fits(byte[] s, int handle, int amount) {
    return s[SPENT + handle] + s[DELEGATED + handle] + amount <= AMOUNT[handle];
  }

  private void pay(byte[] s, int a, Op op, Steps to) {
    byte[] n = s.clone();
    if (s[STATE + op.handle] != ACTIVE || !fits(s, op.handle, op.amount)) {
      next(n, a);
      to.step(name(a), "may not spend", n);
      return;
    }
    if (flaw == Flaw.SPENDS_IN_TWO_STEPS) {
      set(n, a, PC, PAY_UNSEEN);
      to.step(name(a), "reads that it may spend", n);
      return;
    }
    n[SPENT + op.handle] += (byte) op.amount;
    n[GRANTED] += (byte) op.amount;
    next(n, a);
    if (at(s, a, LATE) == 0) {
      to.step(name(a), "spends", n);
    } else {
      to.fault(name(a), "spends", n, "spent after the settle of the whole tree had returned");
    }
  }

  /** Settles the first handle of the work that is left, if nobody has. */
  private void mark(byte[] s, int a, Op op, Steps to) {
    byte[] n = s.clone();
    int work = at(s, a, WORK);
    if (work == 0) {
      boolean tree = op.verb == Verb.DONOR_DIES || op.verb == Verb.SETTLE && op.handle == 0;
      n[TREE_ENDED] |= (byte) (tree ? 1 : 0);
      next(n, a);
      to.step(name(a), "returns from settle", n);
      return;
    }
    int handle = Integer.numberOfTrailingZeros(work);
    boolean seen = at(s, a, PC) == MARK;
    if (s[STATE + handle] != ACTIVE && !seen) {
      set(n, a, WORK, work & ~(1 << handle));
      set(n, a, PC, SETTLE_NEXT);
      to.step(name(a), "finds a handle settled or not there", n);
      return;
    }
    if (flaw == Flaw.SETTLES_IN_TWO_STEPS && !seen) {
      set(n, a, PC, MARK);
      to.step(name(a), "reads that a handle is active", n);
      return;
    }
    n[STATE + handle] = SETTLED;
    set(n, a, WORK, work & ~(1 << handle));
    set(n, a, HANDLE, handle);
    set(n, a, LEVEL, PARENT[handle]);
    set(n, a, USED, s[SPENT + handle]);
    set(n, a, UNUSED, AMOUNT[handle] - s[SPENT + handle] - s[DELEGATED + handle]);
    set(n, a, PC, CARRY);
    to.step(name(a), "settles a handle", n);
  }

  /** Carries what was spent and what is unused to an active ancestor, or to the donor. */
  private void carry(byte[] s, int a, Steps to) {
    byte[] n = s.clone();
    int level = at(s, a, LEVEL);
    int used = at(s, a, USED);
    int unused = at(s, a, UNUSED);
    boolean anyway = flaw == Flaw.RETURNS_TO_A_SETTLED_PARENT;
    if (level >= 0 && s[STATE + level] != ACTIVE && !anyway) {
      set(n, a, LEVEL, PARENT[level]);
      to.step(name(a), "finds the ancestor settled and goes on", n);
      return;
    }
    if (level >= 0) {
      n[DELEGATED + level] -= (byte) (used + unused);
      n[SPENT + level] += (byte) used;
    } else {
      n[TOP_SPENT] += (byte) used;
      n[TOP_RETURNED] += (byte) unused;
      if (s[CLOSED] == 0 || flaw == Flaw.IGNORES_THE_CLOSED_DONOR) {
        n[RESERVED] -= (byte) (used + unused);
        n[CHARGED] += (byte) used;
      }
    }
    n[SETTLES + at(s, a, HANDLE)]++;
    set(n, a, USED, 0);
    set(n, a, UNUSED, 0);
    set(n, a, LEVEL, 0);
    set(n, a, PC, flaw == Flaw.SETTLE_FORGETS_THE_CHILDREN ? SETTLE_NEXT : CHILDREN);
    to.step(
        name(a), level >= 0 ? "hands the rest to an ancestor" : "hands the rest to the donor", n);
  }

  private void children(byte[] s, int a, Steps to) {
    byte[] n = s.clone();
    int work = at(s, a, WORK);
    for (int child = 0; child < HANDLES; child++) {
      boolean linked = PARENT[child] == at(s, a, HANDLE) && s[STATE + child] != NONE;
      work |= linked ? 1 << child : 0;
    }
    set(n, a, WORK, work);
    set(n, a, HANDLE, 0);
    set(n, a, PC, SETTLE_NEXT);
    to.step(name(a), "looks for children", n);
  }

  // ---- what must hold ----

  @Override
  public @Nullable String wrong(byte[] s) {
    int spent = s[TOP_SPENT];
    int outstanding = 0;
    int[] carried = new int[HANDLES + 1];
    for (int handle = 0; handle < HANDLES; handle++) {
      if (s[SETTLES + handle] > 1) {
        return "settled twice: d" + handle;
      }
      if (s[STATE + handle] == ACTIVE) {
        int rest = AMOUNT[handle] - s[SPENT + handle] - s[DELEGATED + handle];
        if (rest < 0 || s[DELEGATED + handle] < 0) {
          return "more spent and delegated than was donated: d" + handle;
        }
        spent += s[SPENT + handle];
        outstanding += rest;
        carried[carrier(s, PARENT[handle])] += AMOUNT[handle];
      }
    }
    for (int a = 0; a < actors.length; a++) {
      if (at(s, a, PC) == CARRY) {
        spent += at(s, a, USED);
        outstanding += at(s, a, UNUSED);
        carried[carrier(s, PARENT[at(s, a, HANDLE)])] += at(s, a, USED) + at(s, a, UNUSED);
      } else if (at(s, a, PC) == LINK) {
        int handle = actors[a].script[at(s, a, POS)].handle;
        outstanding += AMOUNT[handle];
        carried[carrier(s, PARENT[handle])] += AMOUNT[handle];
      }
    }
    if (spent + s[TOP_RETURNED] + outstanding != AMOUNT[0]) {
      return "donated is not spent, returned and outstanding";
    }
    if (spent != s[GRANTED]) {
      return "what was spent is not what was granted";
    }
    return ledgers(s, carried);
  }

  private @Nullable String ledgers(byte[] s, int[] carried) {
    for (int handle = 0; handle < HANDLES; handle++) {
      if (s[STATE + handle] == ACTIVE && s[DELEGATED + handle] != carried[handle + 1]) {
        return "delegated is not what is out below: d" + handle;
      }
    }
    if (s[CLOSED] == 0 && (s[RESERVED] != carried[0] || s[CHARGED] != s[TOP_SPENT])) {
      return "the donor's ledger is not what is out and what was spent";
    }
    return s[CLOSED] != 0 && s[RESERVED] + s[CHARGED] != 0
        ? "a closed donor's ledger was written to"
        : null;
  }

  /** The nearest active handle from there upwards, plus 1; 0 for the donor. */
  private static int carrier(byte[] s, int handle) {
    int at = handle;
    while (at >= 0 && s[STATE + at] != ACTIVE) {
      at = PARENT[at];
    }
    return at + 1;
  }

  @Override
  public @Nullable String wrongAtEnd(byte[] s) {
    for (int a = 0; a < actors.length; a++) {
      if (at(s, a, POS) < actors[a].script.length && at(s, a, PC) != DEAD) {
        return "deadlock: " + name(a) + " waits for ever";
      }
    }
    for (int handle = 0; handle < HANDLES; handle++) {
      if (s[STATE + handle] == ACTIVE) {
        return "all is over, and a handle is outstanding: d" + handle;
      }
      if (s[STATE + handle] == SETTLED && s[SETTLES + handle] != 1) {
        return "not settled once: d" + handle;
      }
    }
    return s[RESERVED] != 0 ? "all is over, and the donor has something reserved" : null;
  }

  @Override
  public String show(byte[] s) {
    StringBuilder text = new StringBuilder();
    for (int handle = 0; handle < HANDLES; handle++) {
      text.append('d').append(handle).append(s[STATE + handle] == SETTLED ? " settled " : " ");
      text.append(s[SPENT + handle]).append('+').append(s[DELEGATED + handle]).append('/');
      text.append(s[STATE + handle] == NONE ? 0 : AMOUNT[handle]).append("  ");
    }
    text.append("donor reserved ").append(s[RESERVED]).append(", charged ").append(s[CHARGED]);
    return text.append(s[CLOSED] != 0 ? ", closed" : "").toString();
  }

  // ---- the state's words ----

  private String name(int a) {
    return actors[a].name;
  }

  private static int at(byte[] s, int actor, int word) {
    return s[ACTORS + WORDS * actor + word];
  }

  private static void set(byte[] n, int actor, int word, int value) {
    n[ACTORS + WORDS * actor + word] = (byte) value;
  }

  private static void next(byte[] n, int actor) {
    int pos = at(n, actor, POS) + 1;
    for (int word = 0; word < WORDS; word++) {
      set(n, actor, word, 0);
    }
    set(n, actor, POS, pos);
  }
}
