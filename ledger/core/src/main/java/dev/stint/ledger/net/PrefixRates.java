package dev.stint.ledger.net;

import dev.stint.ledger.MonotonicClock;

/**
 * Bounds how often connections come from an address block, by token buckets. Thread-safe, O(1).
 *
 * <p>Every bucket of an address has a token or none is taken. Addresses that are not verified have
 * buckets of their own, so whoever forges the address of somebody else spends nothing of that
 * one's; a peer that comes both ways therefore has the rate twice.
 */
public final class PrefixRates {
  /** How long a full bucket is kept. */
  public static final long GRACE_NANOS = 60_000_000_000L;

  private static final long SECOND = 1_000_000_000L;

  private final Buckets verified;
  private final Buckets unverified;
  private final int bucketsAtMost;

  public PrefixRates(BlockRules<Rate> rules, MonotonicClock clock) {
    this(rules, clock, GRACE_NANOS, PrefixConnections.BLOCKS_AT_MOST);
  }

  /**
   * @param bucketsAtMost of verified addresses, and as many of others
   */
  public PrefixRates(
      BlockRules<Rate> rules, MonotonicClock clock, long graceNanos, int bucketsAtMost) {
    this.verified = new Buckets(rules, clock, graceNanos, bucketsAtMost);
    this.unverified = new Buckets(rules, clock, graceNanos, bucketsAtMost);
    this.bucketsAtMost = bucketsAtMost;
  }

  /**
   * The reference rates: 0.2 per second with burst 16 per IPv4 address and per IPv6 {@code /56},
   * 0.5 per second with burst 80 per IPv6 {@code /48}.
   */
  public static BlockRules<Rate> referenceRules() {
    Rate one = Rate.onePer(5 * SECOND, 16);
    return BlockRules.<Rate>none()
        .ipv4(32, one)
        .ipv6(56, one)
        .ipv6(48, Rate.onePer(2 * SECOND, 80));
  }

  /** Takes a token of every block of the address, or says what to answer instead. */
  public RateVerdict take(Prefix address, SourceAddress source) {
    return source == SourceAddress.VERIFIED
        ? verified.take(address, RateAnswer.DENY)
        : unverified.take(address, RateAnswer.VERIFY_SOURCE_ADDRESS);
  }

  /** How many buckets are kept now. */
  public int buckets() {
    return verified.size() + unverified.size();
  }

  /** How many buckets are kept at most. */
  public long bucketsAtMost() {
    return 2L * bucketsAtMost;
  }
}
