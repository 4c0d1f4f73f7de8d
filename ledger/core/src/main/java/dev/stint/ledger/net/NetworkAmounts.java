package dev.stint.ledger.net;

import dev.stint.ledger.Amounts;
import dev.stint.ledger.Resource;

/**
 * What one connection or stream weighs, for {@link dev.stint.ledger.Scope#reserveAll}: its
 * direction and the total, and for a connection a descriptor and, when asked, memory. A stream is
 * one call or request.
 */
public final class NetworkAmounts {
  /** The memory of a connection that asks for some: 32 MiB, as in libp2p's resource manager. */
  public static final long CONNECTION_BYTES = 32L << 20;

  private NetworkAmounts() {}

  public static Amounts stream(boolean inbound) {
    return Amounts.of(inbound ? Resource.STREAMS_IN : Resource.STREAMS_OUT, 1)
        .and(Resource.STREAMS_TOTAL, 1);
  }

  /**
   * One connection.
   *
   * @param descriptor whether it has a file descriptor of its own
   * @param bytes memory to hold with it, 0 for none; see {@link #CONNECTION_BYTES}
   */
  public static Amounts connection(boolean inbound, boolean descriptor, long bytes) {
    Amounts counts =
        Amounts.of(inbound ? Resource.CONNS_IN : Resource.CONNS_OUT, 1)
            .and(Resource.CONNS_TOTAL, 1);
    Amounts all = descriptor ? counts.and(Resource.FDS, 1) : counts;
    return bytes == 0 ? all : all.and(Resource.DIRECT_MEMORY, bytes);
  }
}
