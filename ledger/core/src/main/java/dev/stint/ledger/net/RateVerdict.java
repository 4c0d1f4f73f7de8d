package dev.stint.ledger.net;

/** The answer of {@link PrefixRates}. */
public sealed interface RateVerdict permits RateToken, RefusedByRate {}
