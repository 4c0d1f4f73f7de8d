package dev.stint.ledger.net;

import dev.stint.ledger.Nullable;

/** A refusal where Java needs an exception; it carries the {@link NetworkRefusal}. */
public final class NetworkRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable NetworkRefusal refusal;

  public NetworkRefused(NetworkRefusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  /** The refusal, or null when the exception was read from another JVM. */
  public @Nullable NetworkRefusal refusal() {
    return refusal;
  }
}
