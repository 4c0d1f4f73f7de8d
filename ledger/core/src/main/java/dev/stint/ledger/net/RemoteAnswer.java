package dev.stint.ledger.net;

/** What the other side said to a request. */
public enum RemoteAnswer {
  ACCEPTED,
  /** It has no credit for us now, for example for another stream. Not a denial of ours. */
  NO_CREDIT
}
