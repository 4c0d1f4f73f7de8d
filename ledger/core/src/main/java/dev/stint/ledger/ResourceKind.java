package dev.stint.ledger;

/** Whether a resource is held and given back, or only ever spent. */
public enum ResourceKind {
  /** Held and given back: threads, sockets, linear memory. */
  STOCK,
  /** Only grows, and is limited per window or in total: allocated bytes, fuel, log bytes. */
  FLOW
}
