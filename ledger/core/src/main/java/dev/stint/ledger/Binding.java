package dev.stint.ledger;

/**
 * What put a limit in force: a version of a profile, for the ledger that {@link Ledger#binding}
 * belongs to, with the limit that {@link Ledger#limit} shows.
 *
 * @param profile the id of the profile
 * @param version the version of its text
 * @param epoch the policy epoch, from 1 on; a scope never goes back to an older one
 * @param source the policy that named the profile, such as a file and line
 * @param approver the broker or supervisor that approved it
 * @param expiresNanos when a leased binding ends on the clock of the graph, or {@link #NEVER}
 * @param auditId the sequence number of the audit record, 0 before it is bound
 */
public record Binding(
    String profile,
    long version,
    long epoch,
    String source,
    String approver,
    long expiresNanos,
    long auditId) {
  /** The end of a binding that is not leased. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Checks the facts that no later step looks at. */
  public Binding {
    if (profile.isBlank() || source.isBlank() || approver.isBlank()) {
      throw new IllegalArgumentException("binding needs a profile, a source and an approver");
    }
    if (version < 0 || epoch < 1) {
      throw new IllegalArgumentException(
          "binding version [" + version + "], epoch [" + epoch + "]: epochs begin at 1");
    }
  }

  /** A binding that does not expire and has not been audited yet. */
  public static Binding of(
      String profile, long version, long epoch, String source, String approver) {
    return new Binding(profile, version, epoch, source, approver, NEVER, 0);
  }

  /** The same, leased until that instant of the graph's {@link MonotonicClock}. */
  public Binding until(long nanos) {
    return new Binding(profile, version, epoch, source, approver, nanos, auditId);
  }

  Binding audited(long id) {
    return new Binding(profile, version, epoch, source, approver, expiresNanos, id);
  }

  /** The facts for the audit, one line without control characters. */
  String facts() {
    return "profile ["
        + PrincipalName.printable(profile)
        + "], version ["
        + version
        + "], epoch ["
        + epoch
        + "], source ["
        + PrincipalName.printable(source)
        + "], approver ["
        + PrincipalName.printable(approver)
        + "], expires ["
        + (expiresNanos == NEVER ? "never" : Long.toString(expiresNanos))
        + "]";
  }
}
