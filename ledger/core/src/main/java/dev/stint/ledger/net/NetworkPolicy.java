package dev.stint.ledger.net;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * All that bounds inbound connections: limits and rates per address block, and the limits of the
 * shared scopes. Immutable.
 *
 * <p>Nothing of it is on unless asked for: behind a proxy all peers share one address, and limits
 * per address would refuse the proxy.
 */
public final class NetworkPolicy {
  private final @Nullable BlockRules<Integer> connections;
  private final @Nullable BlockRules<Rate> rates;
  private final List<ScopeLimit> limits;

  private NetworkPolicy(
      @Nullable BlockRules<Integer> connections,
      @Nullable BlockRules<Rate> rates,
      List<ScopeLimit> limits) {
    this.connections = connections;
    this.rates = rates;
    this.limits = limits;
  }

  /** Scopes and allowlist alone, without a limit. */
  public static NetworkPolicy scopesOnly() {
    return new NetworkPolicy(null, null, new ArrayList<>());
  }

  /** The reference limits and rates, for peers that connect from their own addresses. */
  public static NetworkPolicy reference() {
    return scopesOnly()
        .withConnections(PrefixConnections.referenceRules())
        .withRates(PrefixRates.referenceRules());
  }

  /** The same with these limits per address block; null for none. */
  public NetworkPolicy withConnections(@Nullable BlockRules<Integer> rules) {
    return new NetworkPolicy(rules, rates, limits);
  }

  /** The same with these rates per address block; null for none. */
  public NetworkPolicy withRates(@Nullable BlockRules<Rate> rules) {
    return new NetworkPolicy(connections, rules, limits);
  }

  /** The same with that limit; the last for a scope and resource holds. */
  public NetworkPolicy withLimit(NetworkScope scope, Resource resource, Limit limit) {
    List<ScopeLimit> more = new ArrayList<>(limits);
    more.add(new ScopeLimit(scope, resource, limit));
    return new NetworkPolicy(connections, rates, more);
  }

  @Nullable
  BlockRules<Integer> connections() {
    return connections;
  }

  @Nullable
  BlockRules<Rate> rates() {
    return rates;
  }

  void bind(Binder binder, NetworkScopes scopes) {
    for (ScopeLimit each : limits) {
      binder.bind(scopes.shared(each.scope), each.resource, each.limit);
    }
  }

  private static final class ScopeLimit {
    final NetworkScope scope;
    final Resource resource;
    final Limit limit;

    ScopeLimit(NetworkScope scope, Resource resource, Limit limit) {
      this.scope = scope;
      this.resource = resource;
      this.limit = limit;
    }
  }
}
