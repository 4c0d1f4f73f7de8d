package dev.stint.ledger.model;

import dev.stint.ledger.Nullable;

/**
 * The gate that the other models take as given, with its shared side striped: who enters shared
 * counts himself in his stripe and then looks whether somebody is or wants to be alone; who wants
 * to be alone says so and then waits for each stripe in turn. One atomic step for each read, write
 * and count.
 */
final class GateModel implements Protocol {
  /** A rule of the protocol that is turned round. */
  enum Flaw {
    NONE,
    LOOKS_BEFORE_COUNTING,
    STAYS_COUNTED_WHILE_WAITING
  }

  private static final int STRIPES = 2;
  private static final int ALONE = 2;
  private static final int THREADS = 3;

  // Places.
  private static final int IDLE = 0;
  private static final int LOOK = 1;
  private static final int COUNT_OUT = 2;
  private static final int WAIT = 3;
  private static final int SHARED = 4;
  private static final int SCAN = 5;
  private static final int IN_ALONE = 5 + STRIPES;
  private static final int COUNT_LATE = IN_ALONE + 1;

  private final int shared;
  private final int alone;
  private final int rounds;
  private final Flaw flaw;

  /**
   * @param shared how many threads pass shared
   * @param alone how many pass alone
   * @param rounds how often each passes
   */
  GateModel(int shared, int alone, int rounds, Flaw flaw) {
    this.shared = shared;
    this.alone = alone;
    this.rounds = rounds;
    this.flaw = flaw;
  }

  /** Two words of each thread: the rounds done and the place. */
  @Override
  public byte[] start() {
    return new byte[THREADS + 2 * (shared + alone)];
  }

  @Override
  public void steps(byte[] s, Steps to) {
    for (int t = 0; t < shared + alone; t++) {
      if (s[THREADS + 2 * t] < rounds) {
        if (t < shared) {
          shared(s, t, to);
        } else {
          alone(s, t, to);
        }
      }
    }
  }

  private void shared(byte[] s, int t, Steps to) {
    byte[] n = s.clone();
    int stripe = t % STRIPES;
    boolean early = flaw == Flaw.LOOKS_BEFORE_COUNTING;
    switch (place(s, t)) {
      case IDLE -> {
        if (early) {
          to.step(who(t), "looks", go(n, t, s[ALONE] == 0 ? COUNT_LATE : WAIT));
        } else {
          n[stripe]++;
          to.step(who(t), "counts itself in", go(n, t, LOOK));
        }
      }
      case COUNT_LATE -> {
        n[stripe]++;
        to.step(who(t), "counts itself in", go(n, t, SHARED));
      }
      case LOOK -> {
        boolean stays = flaw == Flaw.STAYS_COUNTED_WHILE_WAITING;
        to.step(who(t), "looks", go(n, t, s[ALONE] == 0 ? SHARED : stays ? WAIT : COUNT_OUT));
      }
      case COUNT_OUT -> {
        n[stripe]--;
        to.step(who(t), "counts itself out", go(n, t, WAIT));
      }
      case WAIT -> {
        if (s[ALONE] == 0) {
          boolean stays = flaw == Flaw.STAYS_COUNTED_WHILE_WAITING;
          to.step(who(t), "sees nobody alone", go(n, t, stays ? SHARED : IDLE));
        }
      }
      case SHARED -> {
        n[stripe]--;
        n[THREADS + 2 * t]++;
        to.step(who(t), "leaves", go(n, t, IDLE));
      }
      default -> throw new IllegalStateException("place [" + place(s, t) + "]");
    }
  }

  private void alone(byte[] s, int t, Steps to) {
    byte[] n = s.clone();
    int place = place(s, t);
    if (place == IDLE) {
      if (s[ALONE] == 0) {
        n[ALONE] = 1;
        to.step(who(t), "wants to be alone", go(n, t, SCAN));
      }
    } else if (place == IN_ALONE) {
      n[ALONE] = 0;
      n[THREADS + 2 * t]++;
      to.step(who(t), "leaves", go(n, t, IDLE));
    } else if (s[place - SCAN] == 0) {
      to.step(who(t), "sees a stripe empty", go(n, t, place + 1));
    }
  }

  @Override
  public @Nullable String wrong(byte[] s) {
    int sharedInside = 0;
    int aloneInside = 0;
    for (int t = 0; t < shared + alone; t++) {
      sharedInside += place(s, t) == SHARED ? 1 : 0;
      aloneInside += place(s, t) == IN_ALONE ? 1 : 0;
    }
    return aloneInside > 1 || aloneInside == 1 && sharedInside > 0 ? "not alone" : null;
  }

  @Override
  public @Nullable String wrongAtEnd(byte[] s) {
    for (int t = 0; t < shared + alone; t++) {
      if (s[THREADS + 2 * t] < rounds) {
        return "deadlock: " + who(t) + " waits for ever";
      }
    }
    return s[0] == 0 && s[1] == 0 && s[ALONE] == 0 ? null : "somebody is still counted";
  }

  @Override
  public String show(byte[] s) {
    return "stripes " + s[0] + " " + s[1] + ", alone " + s[ALONE];
  }

  private static int place(byte[] s, int t) {
    return s[THREADS + 2 * t + 1];
  }

  private static byte[] go(byte[] n, int t, int place) {
    n[THREADS + 2 * t + 1] = (byte) place;
    return n;
  }

  private static String who(int t) {
    return "thread " + t;
  }
}
