package dev.stint.ledger;

/**
 * What put a limit in force: a version of a profile. {@link Ledger#binding} shows it whole.
 *
 * @param profile the id of the profile
 * @param version the version of its text
 * @param epoch the policy epoch, from 1 on
 * @param source the policy that named the profile, such as a file and line
 * @param approver the broker or supervisor that approved it
 * @param expiresNanos when a leased binding ends on the clock of the graph, or {@link #NEVER}
 * @param auditId the sequence number of the audit record, 0 before it is bound
 * @param owner the path of the scope that owned the ledger when it was bound, "" before
 * @param resource what the ledger counts, null before it is bound
 * @param limit the limit with its window, or null: nothing but the ancestors bounds the ledger
 */
public record Binding(
    String profile,
    String version,
    long epoch,
    String source,
    String approver,
    long expiresNanos,
    long auditId,
    String owner,
    @Nullable Resource resource,
    @Nullable Limit limit) {
  /** The end of a binding that is not leased. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Checks the facts that no later step looks at. */
  public Binding {
    if (profile.isBlank() || source.isBlank() || approver.isBlank()) {
      throw new IllegalArgumentException("binding needs a profile, a source and an approver");
    }
    if (version.isBlank() || epoch < 1) {
      throw new IllegalArgumentException(
          "binding version ["
              + PrincipalName.printable(version)
              + "], epoch ["
              + epoch
              + "]: it needs a version, and epochs begin at 1");
    }
  }

  /** A binding that does not expire and has not been audited yet. */
  public static Binding of(
      String profile, String version, long epoch, String source, String approver) {
    return new Binding(profile, version, epoch, source, approver, NEVER, 0, "", null, null);
  }

  /** The same, leased until that instant of the graph's {@link MonotonicClock}. */
  public Binding until(long nanos) {
    return new Binding(
        profile, version, epoch, source, approver, nanos, auditId, owner, resource, limit);
  }

  Binding audited(long id, String path, Resource counted, @Nullable Limit bound) {
    return new Binding(
        profile, version, epoch, source, approver, expiresNanos, id, path, counted, bound);
  }

  /** The facts for the audit, one line without control characters. */
  String facts() {
    return "profile ["
        + PrincipalName.printable(profile)
        + "], version ["
        + PrincipalName.printable(version)
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
