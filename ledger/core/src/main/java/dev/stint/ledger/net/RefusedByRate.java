package dev.stint.ledger.net;

import dev.stint.ledger.Resource;
import dev.stint.ledger.Unit;

/** Connections come too often from the address block. {@link #answer} says what to do about it. */
public final class RefusedByRate extends NetworkRefusal implements RateVerdict {
  private final Prefix block;
  private final RateAnswer answer;
  private final boolean tracked;
  private final Rate rate;
  private final long limit;
  private final long retryAfterNanos;

  private RefusedByRate(
      Prefix block,
      RateAnswer answer,
      boolean tracked,
      Rate rate,
      long limit,
      long retryAfterNanos) {
    this.block = block;
    this.answer = answer;
    this.tracked = tracked;
    this.rate = rate;
    this.limit = limit;
    this.retryAfterNanos = retryAfterNanos;
  }

  static RefusedByRate over(Prefix block, RateAnswer answer, Rate rate, long waitNanos) {
    return new RefusedByRate(block, answer, true, rate, rate.burst(), waitNanos);
  }

  /** The bucket of the block would be one too many; one is dropped when it is full again. */
  static RefusedByRate untracked(Prefix block, RateAnswer answer, Rate rate, int buckets) {
    return new RefusedByRate(block, answer, false, rate, buckets, rate.intervalNanos());
  }

  public Prefix block() {
    return block;
  }

  public RateAnswer answer() {
    return answer;
  }

  /** Whether the block is over its rate; else it is new, and {@link #limit} have buckets. */
  public boolean isTracked() {
    return tracked;
  }

  @Override
  public String scopeKind() {
    return "rate";
  }

  @Override
  public String reason() {
    if (answer == RateAnswer.VERIFY_SOURCE_ADDRESS) {
      return "unverified";
    }
    return tracked ? "rate" : "untracked";
  }

  @Override
  public String where() {
    return block.toString();
  }

  @Override
  public Resource resource() {
    return Resource.CONNS_IN;
  }

  /** The burst, all of which is spent; or how many blocks have buckets. */
  @Override
  public long used() {
    return limit;
  }

  @Override
  public long limit() {
    return limit;
  }

  @Override
  public long retryAfterNanos() {
    return limit == 0 ? 0 : retryAfterNanos;
  }

  @Override
  public String code() {
    if (answer == RateAnswer.VERIFY_SOURCE_ADDRESS) {
      return "STINT-N014";
    }
    return tracked ? "STINT-N013" : "STINT-N012";
  }

  @Override
  public String message() {
    String numbers =
        tracked
            ? "burst [" + limit + "], one per [" + interval() + "]"
            : "blocks at most [" + limit + "]";
    if (answer == RateAnswer.VERIFY_SOURCE_ADDRESS) {
      return text("verify the source address first", numbers);
    }
    return text(tracked ? "exceeded rate" : "cannot count another address block", numbers);
  }

  private String interval() {
    return Unit.MICROSECONDS.format(Math.max(1, rate.intervalNanos() / 1_000));
  }
}
