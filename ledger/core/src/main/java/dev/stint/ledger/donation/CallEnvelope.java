package dev.stint.ledger.donation;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import java.util.List;

/**
 * What goes with one call: its id and at most one donation for each resource that the method
 * accepts; or the denial because of which there is no call. Closing it settles all of them, each
 * once. Immutable; thread-safe.
 */
public final class CallEnvelope implements AutoCloseable {
  private static final int RESOURCES = Resource.values().length;

  private final long callId;
  private final CallTerms terms;
  private final List<Donation> donations;
  private final @Nullable Denied denied;

  CallEnvelope(long callId, CallTerms terms, List<Donation> donations, @Nullable Denied denied) {
    this.callId = callId;
    this.terms = terms;
    this.donations = List.copyOf(donations);
    this.denied = denied;
  }

  public long callId() {
    return callId;
  }

  public boolean granted() {
    return denied == null;
  }

  /** Why there is no call; null when there is one. */
  public @Nullable Denied denied() {
    return denied;
  }

  /** This, or {@link ResourceLimitExceeded} with the denial. */
  public CallEnvelope orThrow() {
    if (denied != null) {
      throw new ResourceLimitExceeded(denied);
    }
    return this;
  }

  /** The donation of that resource; null when there is none. */
  public @Nullable Donation donation(Resource resource) {
    for (Donation donation : donations) {
      if (donation.resource() == resource) {
        return donation;
      }
    }
    return null;
  }

  /** Ends the call with its result. */
  public <T> CallOutcome<T> complete(T result) {
    close();
    return new CallOutcome<>(result, null, null, spent());
  }

  /**
   * Ends a call that a donation does not cover. Where the method declares partial results, the
   * caller gets what is done so far; else the effects are undone and the caller gets the denial.
   * The work that was done is paid in both cases.
   *
   * @param why the denial that was met
   * @param continuation what the service wants to hear again in order to go on
   * @param undo takes back the effects of the call on the service; it may give back what it holds
   */
  public <T> CallOutcome<T> exhausted(Denied why, T soFar, String continuation, Undo undo) {
    try {
      if (!terms.partial()) {
        undo.undo();
      }
    } finally {
      close();
    }
    CallSpending spent = spent();
    Partial<T> part = terms.partial() ? new Partial<>(soFar, continuation, spent) : null;
    return new CallOutcome<>(null, part, why, spent);
  }

  /** Calls the donations back: they are settled wherever they are now. */
  public void cancel() {
    end(DonationEnd.CANCELLED);
  }

  /** Settles the donations wherever they are now; again does nothing. */
  @Override
  public void close() {
    end(DonationEnd.FINISHED);
  }

  /** Ends each, whatever the end of another one throws. */
  private void end(DonationEnd how) {
    RuntimeException first = null;
    for (Donation donation : donations) {
      try {
        donation.pot().settle(how);
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** What is spent of the donations at this moment. */
  public CallSpending spent() {
    long[] amounts = new long[RESOURCES];
    for (Donation donation : donations) {
      amounts[donation.resource().ordinal()] = donation.pot().spent();
    }
    return new CallSpending(amounts);
  }

  /** Takes back the effects of a call. */
  public interface Undo {
    void undo();
  }
}
