package dev.stint.ledger.net;

import dev.stint.ledger.Nullable;

/**
 * What is asked of an inbound connection before the scopes. Immutable. Nothing of it is on unless
 * asked for: behind a proxy all peers share one address, and limits per address would refuse the
 * proxy.
 */
public final class NetworkPolicy {
  private final @Nullable BlockRules<Integer> connections;
  private final @Nullable BlockRules<Rate> rates;

  private NetworkPolicy(
      @Nullable BlockRules<Integer> connections, @Nullable BlockRules<Rate> rates) {
    this.connections = connections;
    this.rates = rates;
  }

  /** Scopes and allowlist alone. */
  public static NetworkPolicy scopesOnly() {
    return new NetworkPolicy(null, null);
  }

  /** The reference limits and rates, for peers that connect from their own addresses. */
  public static NetworkPolicy reference() {
    return new NetworkPolicy(PrefixConnections.referenceRules(), PrefixRates.referenceRules());
  }

  /** The same with these limits per address block; null for none. */
  public NetworkPolicy withConnections(@Nullable BlockRules<Integer> rules) {
    return new NetworkPolicy(rules, rates);
  }

  /** The same with these rates per address block; null for none. */
  public NetworkPolicy withRates(@Nullable BlockRules<Rate> rules) {
    return new NetworkPolicy(connections, rules);
  }

  @Nullable BlockRules<Integer> connections() {
    return connections;
  }

  @Nullable BlockRules<Rate> rates() {
    return rates;
  }
}
