package dev.stint.status;

import dev.stint.ledger.Nullable;

/** The status server could not start; the message is one line with a code. */
public final class StatusUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private StatusUnavailable(String message) {
    super(message);
  }

  static StatusUnavailable busy(StatusOptions options, @Nullable String reason) {
    return new StatusUnavailable(
        "status server cannot listen on ["
            + Printable.line(options.host(), 64)
            + ":"
            + options.port()
            + "]: ["
            + Printable.line(String.valueOf(reason), 120)
            + "], choose another port or 0 (STINT-S001)");
  }

  static StatusUnavailable unsupported(@Nullable String server) {
    return new StatusUnavailable(
        "status server not supported on this JVM: http server ["
            + Printable.line(String.valueOf(server), 120)
            + "] (STINT-S002)");
  }
}
