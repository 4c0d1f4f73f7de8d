package dev.stint.status;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.SnapshotSource;
import java.net.InetSocketAddress;

/**
 * Serves snapshots over HTTP: {@code /} a page, {@code /status.json}, {@code /metrics} for
 * Prometheus, {@code /healthz}, for GET and HEAD. With {@link ControlOptions} it also takes {@code
 * POST /control/limits} and {@code /control/profile}: from loopback, with the token, from no web
 * page, one at a time, at most 1 MiB.
 *
 * <p>It answers requests that name it by a loopback name or by its own address, on two daemon
 * threads, each exchange within five seconds. A slow client loses its connection. Headers beyond 8
 * KiB are refused; what one request may send before that is bounded by the JDK (384 KiB since the
 * updates of October 2024) and by the deadline.
 */
public final class StatusServer implements AutoCloseable {
  static final long DEADLINE_MILLIS = 5_000;

  /** Knows the JDK's HTTP server; this class must link where there is none. */
  private final Listener listener;

  private StatusServer(Listener listener) {
    this.listener = listener;
  }

  /**
   * Starts to listen.
   *
   * @throws StatusUnavailable when it cannot listen there, or this JVM has no HTTP server of its
   *     own
   */
  public static StatusServer start(StatusOptions options, SnapshotSource source)
      throws StatusUnavailable {
    return start(options, source, null);
  }

  /**
   * Starts to listen, and changes limits for those who may.
   *
   * @param control null when nobody may
   */
  public static StatusServer start(
      StatusOptions options, SnapshotSource source, @Nullable ControlOptions control)
      throws StatusUnavailable {
    return start(options, source, control, DEADLINE_MILLIS);
  }

  static StatusServer start(
      StatusOptions options,
      SnapshotSource source,
      @Nullable ControlOptions control,
      long deadlineMillis)
      throws StatusUnavailable {
    try {
      return new StatusServer(Listener.open(options, source, control, deadlineMillis));
    } catch (LinkageError missing) {
      throw StatusUnavailable.unsupported(missing.getMessage());
    }
  }

  /** Where it listens, with the port that was chosen. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** Stops at once; requests under way are cut. Idempotent. */
  @Override
  public void close() {
    listener.close();
  }
}
