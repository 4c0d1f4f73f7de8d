package dev.stint.status;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Snapshot;
import dev.stint.ledger.SnapshotSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Answers one request: checks it, then writes what its path names. */
final class StatusHandler implements HttpHandler {
  private static final int LONGEST_HEADERS = 8_192;
  static final String TEXT = "text/plain; charset=utf-8";

  private final Access access;
  private final SnapshotSource source;
  private final ControlHandler control;
  private final MetricsText metrics = new MetricsText();

  StatusHandler(Access access, SnapshotSource source, @Nullable ControlOptions control) {
    this.access = access;
    this.source = source;
    this.control = new ControlHandler(control);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      secure(exchange.getResponseHeaders());
      if (!admitted(exchange)) {
        return;
      }
      if (String.valueOf(exchange.getRequestURI().getRawPath()).startsWith(ControlHandler.PREFIX)) {
        control(exchange);
      } else if (mayRead(exchange)) {
        route(exchange);
      }
    }
  }

  private static void secure(Headers headers) {
    headers.set("Connection", "close");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  private boolean admitted(HttpExchange exchange) throws IOException {
    if (length(exchange.getRequestHeaders()) > LONGEST_HEADERS) {
      return refuse(exchange, 431, "request headers are longer than 8 KiB");
    }
    if (!access.hostAllowed(exchange)) {
      return refuse(exchange, 403, "host not allowed: use localhost or the address");
    }
    return true;
  }

  private boolean mayRead(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return refuse(exchange, 405, "method not allowed: use GET or HEAD");
    }
    if (access.view(exchange) == Access.View.REFUSED) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      return refuse(exchange, 401, "token not accepted");
    }
    return true;
  }

  private static long length(Headers headers) {
    long length = 0;
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      for (String value : header.getValue()) {
        length += header.getKey().length() + value.length() + 4;
      }
    }
    return length;
  }

  private void control(HttpExchange exchange) throws IOException {
    ControlHandler.Answer answer = control.answer(exchange);
    send(exchange, answer.status(), answer.type(), answer.body());
  }

  private static boolean refuse(HttpExchange exchange, int status, String line) throws IOException {
    send(exchange, status, TEXT, line + "\n");
    return false;
  }

  private void route(HttpExchange exchange) throws IOException {
    boolean full = access.view(exchange) == Access.View.FULL;
    switch (exchange.getRequestURI().getRawPath()) {
      case "/healthz" -> send(exchange, 200, TEXT, "ok\n");
      case "/" -> page(exchange);
      case "/status.json" -> status(exchange, full);
      case "/metrics" -> metrics(exchange, full);
      default -> send(exchange, 404, TEXT, "not found: /, /status.json, /metrics, /healthz\n");
    }
  }

  private static void page(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Security-Policy", StatusPage.POLICY);
    send(exchange, 200, "text/html; charset=utf-8", StatusPage.HTML);
  }

  private void status(HttpExchange exchange, boolean full) throws IOException {
    Snapshot snapshot = snapshot(exchange);
    if (snapshot == null) {
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, head ? -1 : 0);
    if (!head) {
      try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody())) {
        SnapshotJson.write(snapshot, out, !full);
      }
    }
  }

  private void metrics(HttpExchange exchange, boolean full) throws IOException {
    Snapshot snapshot = snapshot(exchange);
    if (snapshot != null) {
      send(exchange, 200, MetricsText.CONTENT_TYPE, metrics.render(snapshot, full));
    }
  }

  /** The snapshot, or null when it could not be taken and the client was told. */
  private @Nullable Snapshot snapshot(HttpExchange exchange) throws IOException {
    try {
      return source.snapshot();
    } catch (RuntimeException failed) {
      String name = failed.getClass().getSimpleName();
      send(exchange, 503, TEXT, "snapshot not available [" + Printable.line(name, 64) + "]\n");
      return null;
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    // Closing waits for the rest of a body that nobody wanted: the answer goes before.
    exchange.getResponseBody().flush();
  }
}
