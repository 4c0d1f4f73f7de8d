package dev.stint.profiles.host;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one scope may hold. A field that is 0 states no limit: such a scope is never charged for
 * that resource, or only its ancestors bound it.
 *
 * @param connsIn connections that others opened
 * @param connsOut connections that we opened
 * @param conns both
 * @param streamsIn streams that others opened
 * @param streamsOut streams that we opened
 * @param streams both
 * @param fds file descriptors
 * @param memoryBytes buffers, charged as {@link Resource#DIRECT_MEMORY}
 */
public record ScopeAmounts(
    long connsIn,
    long connsOut,
    long conns,
    long streamsIn,
    long streamsOut,
    long streams,
    long fds,
    long memoryBytes) {

  /** As limits, in the order of the catalogue; {@code origin} says where they come from. */
  public Map<Resource, Limit> limits(String origin) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    put(limits, Resource.DIRECT_MEMORY, memoryBytes, origin);
    put(limits, Resource.FDS, fds, origin);
    put(limits, Resource.STREAMS_IN, streamsIn, origin);
    put(limits, Resource.STREAMS_OUT, streamsOut, origin);
    put(limits, Resource.STREAMS_TOTAL, streams, origin);
    put(limits, Resource.CONNS_IN, connsIn, origin);
    put(limits, Resource.CONNS_OUT, connsOut, origin);
    put(limits, Resource.CONNS_TOTAL, conns, origin);
    return limits;
  }

  private static void put(Map<Resource, Limit> into, Resource resource, long amount, String from) {
    if (amount > 0) {
      into.put(resource, Limit.hard(amount).from(from));
    }
  }
}
