package dev.stint.status;

import dev.stint.ledger.SnapshotSource;
import java.net.InetSocketAddress;

/**
 * Serves snapshots over HTTP: {@code /} a page, {@code /status.json}, {@code /metrics} for
 * Prometheus, {@code /healthz}. Reads only; GET and HEAD only.
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
    return start(options, source, DEADLINE_MILLIS);
  }

  static StatusServer start(StatusOptions options, SnapshotSource source, long deadlineMillis)
      throws StatusUnavailable {
    try {
      return new StatusServer(Listener.open(options, source, deadlineMillis));
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
