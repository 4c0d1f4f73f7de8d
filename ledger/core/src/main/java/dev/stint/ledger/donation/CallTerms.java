package dev.stint.ledger.donation;

import dev.stint.ledger.Resource;

/**
 * What a method of a service declares: which resources it accepts donations of, and whether it may
 * end with a part of its result. Immutable.
 */
public final class CallTerms {
  private final long accepted;
  private final boolean partial;

  private CallTerms(long accepted, boolean partial) {
    this.accepted = accepted;
    this.partial = partial;
  }

  /** A method that accepts donations of these resources, and has a whole result or none. */
  public static CallTerms accepting(Resource... resources) {
    long bits = 0;
    for (Resource resource : resources) {
      bits |= bit(resource);
    }
    return new CallTerms(bits, false);
  }

  /** The same method, when it may answer with a part of its result. */
  public CallTerms withPartial() {
    return new CallTerms(accepted, true);
  }

  public boolean accepts(Resource resource) {
    return (accepted & bit(resource)) != 0;
  }

  /** Whether it may answer with a part of its result. */
  public boolean partial() {
    return partial;
  }

  /** Codes run from 1 on and there are fewer than 64. */
  private static long bit(Resource resource) {
    return 1L << resource.code();
  }
}
