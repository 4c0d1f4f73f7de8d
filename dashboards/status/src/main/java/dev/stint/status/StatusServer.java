package dev.stint.status;

import com.sun.net.httpserver.HttpServer;
import dev.stint.ledger.SnapshotSource;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Serves snapshots over HTTP: {@code /} a page, {@code /status.json}, {@code /metrics} for
 * Prometheus, {@code /healthz}. Reads only; GET and HEAD only.
 *
 * <p>It answers requests that name it by a loopback name or by its own address, on two daemon
 * threads, each exchange within five seconds. A slow client loses its connection. Headers beyond 8
 * KiB are refused; what one request may send before that is bounded by the JDK (384 KiB since the
 * updates of October 2024).
 */
public final class StatusServer implements AutoCloseable {
  static final long DEADLINE_MILLIS = 5_000;
  private static final int BACKLOG = 32;

  private final HttpServer server;
  private final Workers workers;

  private StatusServer(HttpServer server, Workers workers) {
    this.server = server;
    this.workers = workers;
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
    HttpServer server = listen(options);
    Workers workers = new Workers(deadlineMillis);
    server.setExecutor(workers);
    server.createContext("/", new StatusHandler(new Access(options), source));
    startAsDaemon(server);
    return new StatusServer(server, workers);
  }

  private static HttpServer listen(StatusOptions options) throws StatusUnavailable {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    String asked = Printable.line(options.host(), 64) + ":" + options.port();
    try {
      HttpServer server = HttpServer.create(null, 0);
      requireJdk(server);
      server.bind(address, BACKLOG);
      return server;
    } catch (IOException | RuntimeException refused) {
      String reason =
          address.isUnresolved() ? "unknown host" : String.valueOf(refused.getMessage());
      throw new StatusUnavailable(
          "status server cannot listen on ["
              + asked
              + "]: ["
              + Printable.line(reason, 120)
              + "], choose another port or 0 (STINT-S001)");
    } catch (LinkageError missing) {
      throw unsupported(missing.toString());
    }
  }

  /** A provider of the application would run its own threads and rules. */
  private static void requireJdk(HttpServer server) throws StatusUnavailable {
    String module = String.valueOf(server.getClass().getModule().getName());
    if (!module.equals("jdk.httpserver")) {
      server.stop(0);
      throw unsupported(server.getClass().getName());
    }
  }

  private static StatusUnavailable unsupported(String what) {
    return new StatusUnavailable(
        "status server not supported on this JVM: http server ["
            + Printable.line(what, 120)
            + "] (STINT-S002)");
  }

  /** The server's own threads are daemons when the thread that starts it is one. */
  private static void startAsDaemon(HttpServer server) {
    Thread starter = Workers.daemon(server::start, "stint-status-start");
    starter.start();
    boolean interrupted = false;
    while (starter.isAlive()) {
      try {
        starter.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it listens, with the port that was chosen. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Stops at once; requests under way are cut. Idempotent. */
  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }
}
