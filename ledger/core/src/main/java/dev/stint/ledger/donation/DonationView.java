package dev.stint.ledger.donation;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;

/**
 * A donation at one moment, for status, audit and recordings. Numbers and scope paths only.
 * Immutable.
 */
public final class DonationView {
  private final Terms terms;
  private final long parentId;
  private final int depth;
  private final int generation;
  private final String receiverPath;
  private final long spent;
  private final long returned;
  private final @Nullable DonationEnd end;
  private final long ageNanos;
  private final long leftNanos;

  DonationView(
      Pot pot,
      Terms terms,
      Donation current,
      long spent,
      long returned,
      @Nullable DonationEnd end,
      long now) {
    this.terms = terms;
    this.parentId = pot.parentId();
    this.depth = pot.depth();
    this.generation = current.generation();
    this.receiverPath = current.receiver().path();
    this.spent = spent;
    this.returned = returned;
    this.end = end;
    this.ageNanos = now - terms.startNanos();
    this.leftNanos = terms.deadlineNanos() - now;
  }

  public long id() {
    return terms.id();
  }

  /** The donation that it is a part of, or 0. */
  public long parentId() {
    return parentId;
  }

  public long callId() {
    return terms.callId();
  }

  /** How many donations there are from the donor down to this one, itself included. */
  public int depth() {
    return depth;
  }

  /** How often it moved. */
  public int generation() {
    return generation;
  }

  public String donorPath() {
    return terms.donor().path();
  }

  public String receiverPath() {
    return receiverPath;
  }

  public Resource resource() {
    return terms.resource();
  }

  public long amount() {
    return terms.amount();
  }

  public long spent() {
    return spent;
  }

  /** 0 while it lives. */
  public long returned() {
    return returned;
  }

  public long outstanding() {
    return terms.amount() - spent - returned;
  }

  /** What ended it, or null while it lives. */
  public @Nullable DonationEnd end() {
    return end;
  }

  public long ageNanos() {
    return ageNanos;
  }

  /** The time to the deadline on the clock of the graph; not positive once it has come. */
  public long leftNanos() {
    return leftNanos;
  }

  /** The deadline by the wall clock, in milliseconds. For display alone: nothing depends on it. */
  public long expiresAtEpochMillis() {
    return System.currentTimeMillis() + leftNanos / 1_000_000;
  }
}
