package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.net.BlockRules;
import dev.stint.ledger.net.NetworkPolicy;
import dev.stint.ledger.net.Prefix;
import dev.stint.ledger.net.Rate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The network side of a section, by name below {@code networkProfiles:}. Immutable.
 *
 * <p>Its limits become those of the section that names it. {@link #allow} is read, checked and
 * printed; nothing enforces it yet. What is counted per address block is what {@link #policy} hands
 * to a network gate; nothing does so yet.
 */
public final class NetworkProfile {
  private final String name;
  private final ResourceProfile limits;
  private final @Nullable List<Peer> allow;
  private final @Nullable Map<String, Integer> connections;
  private final @Nullable Map<String, Rate> rates;

  NetworkProfile(
      String name,
      ResourceProfile limits,
      @Nullable List<Peer> allow,
      @Nullable Map<String, Integer> connections,
      @Nullable Map<String, Rate> rates) {
    this.name = name;
    this.limits = limits;
    this.allow = allow == null ? null : List.copyOf(allow);
    this.connections = copy(connections);
    this.rates = copy(rates);
  }

  private static <V> @Nullable Map<String, V> copy(@Nullable Map<String, V> from) {
    return from == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(from));
  }

  NetworkProfile over(NetworkProfile base) {
    return new NetworkProfile(
        name,
        new ResourceProfile(limits.header(), section().over(base.section()), null),
        allow == null ? base.allow : allow,
        connections == null ? base.connections : connections,
        rates == null ? base.rates : rates);
  }

  public String name() {
    return name;
  }

  /** The limits in the order of the catalogue: of sockets, descriptors, bytes and connections. */
  public Map<Resource, Limit> limits() {
    return limits.limits();
  }

  /** The resources that are written {@code unlimited}; see {@link ResourceProfile#exempt}. */
  public Set<Resource> exempt() {
    return limits.exempt();
  }

  /** Whom the code may talk to; none when it says nothing. */
  public List<Peer> allow() {
    return allow == null ? List.of() : allow;
  }

  /**
   * How many connections an address block may hold. A key is {@code ipv4/32}, every block of that
   * length, or one block such as {@code 192.0.2.0/24}.
   */
  public Map<String, Integer> connectionsPerPrefix() {
    return connections == null ? Map.of() : connections;
  }

  /** How often an address block may connect; keys as {@link #connectionsPerPrefix}. */
  public Map<String, Rate> ratesPerPrefix() {
    return rates == null ? Map.of() : rates;
  }

  /** What is counted per address block, as a policy for inbound connections. */
  public NetworkPolicy policy() {
    return NetworkPolicy.scopesOnly()
        .withConnections(rules(connectionsPerPrefix()))
        .withRates(rules(ratesPerPrefix()));
  }

  private static <V> @Nullable BlockRules<V> rules(Map<String, V> entries) {
    if (entries.isEmpty()) {
      return null;
    }
    BlockRules<V> rules = BlockRules.none();
    for (Map.Entry<String, V> entry : entries.entrySet()) {
      String key = entry.getKey();
      V value = entry.getValue();
      if (key.startsWith("ipv4/")) {
        rules = rules.ipv4(Integer.parseInt(key.substring(5)), value);
      } else if (key.startsWith("ipv6/")) {
        rules = rules.ipv6(Integer.parseInt(key.substring(5)), value);
      } else {
        rules = rules.block(Prefix.parse(key), value);
      }
    }
    return rules;
  }

  Section section() {
    return limits.section();
  }

  /** Null where it says nothing, which differs from an empty list in what it inherits. */
  @Nullable
  List<Peer> writtenAllow() {
    return allow;
  }

  boolean hasPrefixes() {
    return connections != null || rates != null;
  }

  @Nullable
  Map<String, Integer> writtenConnections() {
    return connections;
  }

  @Nullable
  Map<String, Rate> writtenRates() {
    return rates;
  }

  @Override
  public String toString() {
    return "network profile " + name;
  }
}
