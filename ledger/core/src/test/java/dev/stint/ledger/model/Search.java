package dev.stint.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs searches for the tests and prints what was explored. */
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
        "[model] %s: %s; %,d states, %,d steps, %,d ms%n",
        what, verdict, outcome.states(), outcome.steps(), outcome.millis());
  }
}
