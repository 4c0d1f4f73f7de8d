package dev.stint.ledger;

/**
 * What one connection or stream holds: its direction, the total, and for a connection a descriptor
 * and, when asked, memory. All of it is held or none.
 *
 * <p>A stream is one call or request. The weights are 1 for each count and {@link
 * #CONNECTION_BYTES} of memory. Closing it gives everything back, once.
 */
public final class NetworkCharge implements AutoCloseable {
  /** The memory of a connection that asks for some: 32 MiB. */
  public static final long CONNECTION_BYTES = 32L << 20;

  private final Reservation[] held;
  private final @Nullable Denied denied;

  private NetworkCharge(Reservation[] held, @Nullable Denied denied) {
    this.held = held;
    this.denied = denied;
  }

  /** Charges one stream. */
  public static NetworkCharge stream(Scope scope, boolean inbound) {
    Resource direction = inbound ? Resource.STREAMS_IN : Resource.STREAMS_OUT;
    return take(scope, 0, direction, Resource.STREAMS_TOTAL);
  }

  /**
   * Charges one connection and a descriptor.
   *
   * @param bytes memory to hold with it, 0 for none; see {@link #CONNECTION_BYTES}
   */
  public static NetworkCharge connection(Scope scope, boolean inbound, long bytes) {
    Resource direction = inbound ? Resource.CONNS_IN : Resource.CONNS_OUT;
    return take(scope, bytes, direction, Resource.CONNS_TOTAL, Resource.FDS);
  }

  private static NetworkCharge take(Scope scope, long bytes, Resource... counts) {
    Reservation[] held = new Reservation[counts.length + (bytes == 0 ? 0 : 1)];
    for (int i = 0; i < held.length; i++) {
      Verdict verdict =
          i < counts.length
              ? scope.reserve(counts[i], 1)
              : scope.reserve(Resource.DIRECT_MEMORY, bytes);
      if (verdict instanceof Denied refused) {
        end(held);
        return new NetworkCharge(new Reservation[0], refused);
      }
      held[i] = verdict.orThrow();
    }
    for (Reservation token : held) {
      token.commit();
    }
    return new NetworkCharge(held, null);
  }

  public boolean granted() {
    return denied == null;
  }

  /** Who refused; null when it was granted. */
  public @Nullable Denied denied() {
    return denied;
  }

  @Override
  public void close() {
    end(held);
  }

  private static void end(Reservation[] tokens) {
    for (Reservation token : tokens) {
      // Null from the one on that was refused.
      if (token != null) {
        token.close();
      }
    }
  }
}
