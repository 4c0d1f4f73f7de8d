package dev.stint.ledger.net;

/** Whether the peer has shown that it receives what is sent to its address. */
public enum SourceAddress {
  /** A datagram came from there, and the transport can ask for proof. */
  UNVERIFIED,
  /** It has answered: a TCP handshake is done, or the transport has verified it. */
  VERIFIED
}
