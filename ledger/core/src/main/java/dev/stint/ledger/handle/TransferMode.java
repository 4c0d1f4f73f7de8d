package dev.stint.ledger.handle;

/** How a handle may be handed on. */
public enum TransferMode {
  /** The receiver gets a handle of its own, derived from this one. */
  COPY,
  /** The receiver gets this handle, and the sender's is void from then on. */
  MOVE,
  /** It stays where it is. */
  NON_TRANSFERABLE
}
