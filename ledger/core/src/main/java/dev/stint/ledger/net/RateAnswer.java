package dev.stint.ledger.net;

/** What to answer to a connection that comes too often. */
public enum RateAnswer {
  /**
   * The address may be forged: let the transport verify it (QUIC has Retry), then ask again as
   * {@link SourceAddress#VERIFIED}. This is no denial.
   */
  VERIFY_SOURCE_ADDRESS,
  /** The address is real: refuse it. */
  DENY
}
