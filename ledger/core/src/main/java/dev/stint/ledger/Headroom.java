package dev.stint.ledger;

/**
 * Makes sure that the stack of the calling thread has room for a charge before it begins, so that
 * an overflow never comes in the middle of one: it would leave a count that nobody gives back, or
 * worse, a thread in the gate.
 *
 * <p>Woven code may stand at any depth of a guest's recursion, so hooks call {@link #require}
 * before they change anything and let its {@link StackOverflowError} be the guest's own. The gate
 * asks by itself.
 */
public final class Headroom {
  private Headroom() {}

  /** Throws {@link StackOverflowError} when less than 5 kB are left. No allocation, about 2 ns. */
  public static void require() {
    WideFrame.require();
  }
}
