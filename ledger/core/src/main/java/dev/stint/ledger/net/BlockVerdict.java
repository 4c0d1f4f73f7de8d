package dev.stint.ledger.net;

/** The answer of {@link PrefixConnections}. */
public sealed interface BlockVerdict permits BlockToken, RefusedByBlock {}
