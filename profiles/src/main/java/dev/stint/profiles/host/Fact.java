package dev.stint.profiles.host;

/**
 * One number about the host, or the reason why it is not known.
 *
 * @param value positive, or {@link #UNKNOWN}
 * @param from where it was read, or why it is not known; for people
 */
public record Fact(long value, String from) {
  /** Stands in {@link #value} for a number that is not known. */
  public static final long UNKNOWN = -1;

  public Fact {
    if (value <= 0 && value != UNKNOWN) {
      throw new IllegalArgumentException("a fact is positive or unknown: " + value);
    }
  }

  public static Fact unknown(String why) {
    return new Fact(UNKNOWN, why);
  }

  public boolean known() {
    return value != UNKNOWN;
  }

  /** This fact, or the earlier one when this one is not known: losing sight lifts no bound. */
  Fact orLast(Fact earlier) {
    return known() || !earlier.known() ? this : earlier;
  }

  @Override
  public String toString() {
    return (known() ? Long.toString(value) : "unknown") + ", " + from;
  }
}
