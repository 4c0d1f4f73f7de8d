package dev.stint.status;

import com.sun.net.httpserver.HttpServer;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.SnapshotSource;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The JDK's HTTP server with our handler and our threads. */
final class Listener {
  private static final int BACKLOG = 32;

  private final HttpServer server;
  private final Workers workers;

  private Listener(HttpServer server, Workers workers) {
    this.server = server;
    this.workers = workers;
  }

  static Listener open(
      StatusOptions options,
      SnapshotSource source,
      @Nullable ControlOptions control,
      long deadlineMillis)
      throws StatusUnavailable {
    HttpServer server = bound(options);
    Workers workers = new Workers(deadlineMillis);
    server.setExecutor(workers);
    server.createContext("/", new StatusHandler(new Access(options), source, control));
    startAsDaemon(server);
    return new Listener(server, workers);
  }

  private static HttpServer bound(StatusOptions options) throws StatusUnavailable {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw StatusUnavailable.busy(options, "unknown host");
    }
    try {
      HttpServer server = HttpServer.create(address, BACKLOG);
      requireJdk(server);
      return server;
    } catch (IOException | RuntimeException refused) {
      throw StatusUnavailable.busy(options, refused.getMessage());
    }
  }

  /** A provider of the application would run its own threads and rules. */
  private static void requireJdk(HttpServer server) throws StatusUnavailable {
    if (!"jdk.httpserver".equals(server.getClass().getModule().getName())) {
      server.stop(0);
      throw StatusUnavailable.unsupported(server.getClass().getName());
    }
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

  InetSocketAddress address() {
    return server.getAddress();
  }

  void close() {
    server.stop(0);
    workers.close();
  }
}
