package dev.stint.ledger;

import java.util.List;

/**
 * A refused reservation: who asked for what, and which ledger refused. Immutable.
 *
 * <p>The numbers were read at the instant of the refusal, while no other charge was under way. The
 * kinds of refusal are the subclasses; what to do about each is {@link #retryAfterNanos}. Under a
 * storm of equal requests the same instance comes back until something is given back.
 */
public abstract sealed class Denied implements Verdict, SetVerdict
    permits OverLimit,
        Overloaded,
        ScopeClosed,
        Malformed,
        DonationExhausted,
        Stale,
        Quarantined,
        NotTransferable {
  private final DenialReason reason;
  private final Scope requester;
  private final Ledger ledger;
  private final long requested;
  private final long used;
  private final @Nullable Limit limit;
  private final long retryAfterNanos;

  /** The set of amounts that was asked for, null for a single amount. */
  private @Nullable Amounts asked;

  private List<Denied> alsoRefused = List.of();

  /** The value of {@link Ledger#refusals} for which this denial holds good, 0 for none. */
  private long refusal;

  Denied(
      DenialReason reason,
      Scope requester,
      Ledger ledger,
      long requested,
      long used,
      @Nullable Limit limit,
      long retryAfterNanos) {
    this.reason = reason;
    this.requester = requester;
    this.ledger = ledger;
    this.requested = requested;
    this.used = used;
    this.limit = limit;
    this.retryAfterNanos = retryAfterNanos;
  }

  /**
   * For a reservation of several resources, the denials of the others that would have been refused
   * at that instant, in the order of the codes; else empty.
   */
  public final List<Denied> alsoRefused() {
    return alsoRefused;
  }

  final @Nullable Amounts asked() {
    return asked;
  }

  /** Says which set was asked for. Before it is published. */
  final void ofSet(Amounts set, List<Denied> others) {
    asked = set;
    alsoRefused = others;
  }

  public DenialReason reason() {
    return reason;
  }

  /** The scope that asked. */
  public Scope requester() {
    return requester;
  }

  /** The ledger that refused: of the requester or of one of its ancestors. */
  public Ledger ledger() {
    return ledger;
  }

  public Resource resource() {
    return ledger.resource();
  }

  /** The name of the principal that pays for the requester. */
  public String principal() {
    return requester.principalName();
  }

  public long requested() {
    return requested;
  }

  /** What the refusing ledger held at that instant. */
  public long used() {
    return used;
  }

  /** The hard limit that refused, or 0 when the scope was closed. */
  public long hard() {
    Limit bound = limit;
    return bound == null ? 0 : bound.hard();
  }

  /** Where the limit was configured, or {@code "-"}. */
  public String origin() {
    Limit bound = limit;
    return bound == null ? "-" : bound.origin();
  }

  /** Nanoseconds after which it may fit, 0 when a retry is of no use, -1 when one is freed. */
  public long retryAfterNanos() {
    return retryAfterNanos;
  }

  /** Whether the same request may be granted later without a change of limits. */
  public boolean retryable() {
    return retryAfterNanos != 0;
  }

  /** The code of its page, such as {@code STINT-L003}. */
  public String code() {
    return resource().denialCode();
  }

  /** What the guest that asked may see of it: numbers of its own principal only. */
  public GuestDenial forGuest() {
    return new GuestDenial(this);
  }

  /**
   * Counts the denial at its ledger and tells the listener, once, by whoever made it; what {@link
   * Scope} returns is counted already.
   */
  public final Denied announce() {
    return Charging.refuse(this);
  }

  /** What happened, in the first words of the message. */
  abstract String what();

  /** The facts that only this kind of denial has, each as {@code ", name [value]"}. */
  String more() {
    return "";
  }

  /** The whole message, one line. */
  public String message() {
    Unit unit = resource().unit();
    StringBuilder text = new StringBuilder(192);
    text.append(what()).append(": principal [").append(principal()).append("] ");
    text.append(resource().label());
    text.append(", requested [").append(unit.format(requested));
    text.append("], used [").append(unit.format(used));
    text.append("], hard [").append(unit.format(hard())).append(window()).append(']');
    text.append(more());
    if (!alsoRefused.isEmpty()) {
      text.append(", also refused [").append(others()).append(']');
    }
    text.append(", at [").append(ledger.scope().path());
    text.append("], profile [").append(origin());
    text.append("], retry [").append(retry()).append("] (").append(code()).append(')');
    return text.toString();
  }

  private String others() {
    StringBuilder labels = new StringBuilder();
    for (Denied other : alsoRefused) {
      labels.append(labels.length() == 0 ? "" : ", ").append(other.resource().label());
    }
    return labels.toString();
  }

  private String window() {
    Limit bound = limit;
    return bound == null || bound.windowNanos() == 0 ? "" : "/" + duration(bound.windowNanos());
  }

  final String retry() {
    if (retryAfterNanos == 0) {
      return "no";
    }
    return retryAfterNanos < 0 ? "on release" : "in " + duration(retryAfterNanos);
  }

  private static String duration(long nanos) {
    return Unit.MICROSECONDS.format(Math.max(1, nanos / 1_000));
  }

  /** Says for how long the denial may be repeated without another look. Before it is published. */
  final void holdsFor(long refusalSeen) {
    this.refusal = refusalSeen;
  }

  /** Whether nothing has been given back at the refusing ledger since. */
  final boolean stillHolds() {
    return refusal != 0 && ledger.refusals() == refusal;
  }

  @Override
  public final boolean granted() {
    return false;
  }

  @Override
  public ReservationSet setOrThrow() {
    throw new ResourceLimitExceeded(this);
  }

  @Override
  public Reservation orThrow() {
    throw new ResourceLimitExceeded(this);
  }

  @Override
  public String toString() {
    return message();
  }
}
