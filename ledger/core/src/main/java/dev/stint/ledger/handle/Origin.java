package dev.stint.ledger.handle;

/** How a table came by a handle. */
public enum Origin {
  /** Made by the host itself. */
  KERNEL,
  /** Given by the one who started the session. */
  SPAWN_GRANT,
  /** Handed over in a message. */
  TRANSFER,
  /** The result of a call. */
  RESULT
}
