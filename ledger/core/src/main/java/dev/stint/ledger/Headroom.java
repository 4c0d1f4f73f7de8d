package dev.stint.ledger;

/**
 * Makes sure that the stack of the calling thread has room for a charge before it begins, so that
 * an overflow never comes in the middle of one: it would leave a count that nobody gives back, or
 * worse, a thread in the gate.
 *
 * <p>Woven code may stand at any depth of a guest's recursion, so hooks call {@link #require} first
 * and let its {@link StackOverflowError} be the guest's own. Capsules need it not: their depth is
 * metered and leaves a quarter of the stack.
 */
public final class Headroom {
  /**
   * Deep enough for a charge in the interpreter, where each access to a counter is several calls;
   * measured by the test that overflows stacks at every step of a charge.
   */
  private static final int CALLS = 64;

  private Headroom() {}

  /** Throws {@link StackOverflowError} when a charge might not fit. No allocation, about 0.1 µs. */
  public static void require() {
    use(CALLS);
  }

  private static int use(int calls) {
    return calls == 0 ? 0 : 1 + use(calls - 1);
  }
}
