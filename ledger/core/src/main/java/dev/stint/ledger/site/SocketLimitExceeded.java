package dev.stint.ledger.site;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import java.net.SocketException;

/** A denied socket or listener, as the exception that network code handles. */
public final class SocketLimitExceeded extends SocketException implements LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Denied denied;
  private final transient boolean blocking;

  SocketLimitExceeded(Denied denied, boolean blocking) {
    super(denied.message());
    this.denied = denied;
    this.blocking = blocking;
  }

  @Override
  public @Nullable Denied denied() {
    return denied;
  }

  /** Whether the caller may block, so that it must be told by an exception. */
  boolean blocking() {
    return blocking;
  }
}
