package dev.stint.ledger.donation;

import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/** What a donation is made of, before it exists. Immutable. */
final class Terms {
  private final long id;
  private final long callId;
  private final Scope donor;
  private final Scope receiver;
  private final Resource resource;
  private final long amount;
  private final long startNanos;
  private final long deadlineNanos;

  Terms(
      long id,
      long callId,
      Scope donor,
      Scope receiver,
      Resource resource,
      long amount,
      long startNanos,
      long deadlineNanos) {
    this.id = id;
    this.callId = callId;
    this.donor = donor;
    this.receiver = receiver;
    this.resource = resource;
    this.amount = amount;
    this.startNanos = startNanos;
    this.deadlineNanos = deadlineNanos;
  }

  long id() {
    return id;
  }

  long callId() {
    return callId;
  }

  Scope donor() {
    return donor;
  }

  Scope receiver() {
    return receiver;
  }

  Resource resource() {
    return resource;
  }

  long amount() {
    return amount;
  }

  long startNanos() {
    return startNanos;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }
}
