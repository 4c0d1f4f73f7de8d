package dev.stint.ledger.peak;

/** One principal of a view and what is known of it. Immutable. */
public final class PeakLine {
  private final String principal;
  private final PeakReading reading;

  PeakLine(String principal, PeakReading reading) {
    this.principal = principal;
    this.reading = reading;
  }

  public String principal() {
    return principal;
  }

  public PeakReading reading() {
    return reading;
  }

  @Override
  public String toString() {
    return principal + ": " + reading;
  }
}
