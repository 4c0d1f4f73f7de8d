package dev.stint.ledger;

/** The answer to a versioned binding: what it did, or that a newer epoch is in force. */
public sealed interface BindVerdict permits Bound, Stale {}
