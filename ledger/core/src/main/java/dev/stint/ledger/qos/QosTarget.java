package dev.stint.ledger.qos;

/** Whose class a request would change, by the identity the host knows, never by a name sent. */
public enum QosTarget {
  SELF,
  OTHER
}
