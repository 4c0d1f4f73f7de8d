package dev.stint.ledger.net;

/** What became of a request that waits for the other side's credit. */
public enum RemoteOutcome {
  /** It waits for the next tick. */
  WAITING("waits for credit of the other side", "-"),
  ACCEPTED("accepted by the other side", "-"),
  /** Its deadline came first. */
  TIMED_OUT("timed out waiting for credit of the other side", "STINT-N015"),
  /** It was tried as often as it may be. */
  ATTEMPTS_SPENT("spent its attempts waiting for credit of the other side", "STINT-N015"),
  /** As many as may wait do so already; it was not tried again. */
  NO_PLACE("no place to wait for credit of the other side", "STINT-N016"),
  /** The attempt threw. */
  FAILED("failed at the other side", "-"),
  CANCELLED("cancelled while it waited for credit of the other side", "-");

  private final String text;
  private final String code;

  RemoteOutcome(String text, String code) {
    this.text = text;
    this.code = code;
  }

  /** Whether it is over. */
  public boolean isFinal() {
    return this != WAITING;
  }

  /** Whether the same request may be accepted later: the other side's lack of credit passes. */
  public boolean retryable() {
    return this == TIMED_OUT || this == ATTEMPTS_SPENT || this == NO_PLACE;
  }

  String text() {
    return text;
  }

  String code() {
    return code;
  }
}
