package dev.stint.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs searches for the tests and prints what was explored.
 *
 * <p>The small bounds are part of every build; {@code mvn -Pexhaustive -pl ledger/core -am verify}
 * searches the large ones (or {@code -Dstint.exhaustive=true} with a heap of your own), and {@code
 * -Dstint.model.traces=true} prints the counterexample of each broken variant. A search that would
 * pass its bound of states fails; nothing is cut silently. Nothing is reduced by symmetry; steps
 * are joined only where a model's Javadoc says so.
 *
 * <table>
 *   <caption>Bounds</caption>
 *   <tr><th>protocol</th><th>small</th><th>large</th></tr>
 *   <tr><td>reservations</td>
 *     <td>3 owners, 6 scopes 3 deep, 2 resources, 4 tokens, 1 rebind, 1 crash; evictions with 2
 *       owners</td>
 *     <td>also 1 eviction, 2 crashes and a token that two owners end, all together</td></tr>
 *   <tr><td>lanes</td>
 *     <td>3 or 4 threads, 4 scopes 3 deep, 3 lanes, up to 6 operations</td>
 *     <td>4 threads, 14 operations: charges, refunds, 2 limits, 1 rebind, 1 close</td></tr>
 *   <tr><td>donations</td>
 *     <td>4 handles 3 deep, 2 mortal donees, 2 of timeout, cancel, donor's death</td>
 *     <td>all three</td></tr>
 *   <tr><td>gate</td>
 *     <td>3 shared, 2 alone, 2 stripes, 2 rounds</td>
 *     <td>4 shared, 2 alone, 2 stripes, 3 rounds</td></tr>
 * </table>
 */
final class Search {
  /** Set by the Maven profile {@code exhaustive}: the large bounds. */
  static final boolean EXHAUSTIVE = Boolean.getBoolean("stint.exhaustive");

  private static final int MOST_STATES = EXHAUSTIVE ? 45_000_000 : 8_000_000;

  private Search() {}

  /** Searches all of it, and it holds. */
  static StateSpace.Outcome holds(String bounds, Protocol protocol) {
    StateSpace.Outcome outcome = StateSpace.search(protocol, MOST_STATES);
    print(bounds, outcome, "holds");
    assertThat(outcome.counterexample()).as(bounds).isNull();
    return outcome;
  }

  /** The search finds that it is broken, for the reason given. */
  static void breaks(String flaw, Protocol protocol, String why) {
    StateSpace.Outcome outcome = StateSpace.search(protocol, MOST_STATES);
    print(flaw, outcome, "broken: " + why);
    assertThat(outcome.counterexample()).as(flaw).isNotNull().startsWith(why);
    if (Boolean.getBoolean("stint.model.traces")) {
      System.out.println(outcome.counterexample());
    }
  }

  private static void print(String what, StateSpace.Outcome outcome, String verdict) {
    System.out.printf(
        "[model] %s: %s; %,d states, %,d steps, %,d ms of CPU%n",
        what, verdict, outcome.states(), outcome.steps(), outcome.millis());
  }
}
