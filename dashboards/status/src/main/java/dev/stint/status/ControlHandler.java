package dev.stint.status;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Answers {@code POST /control/limits} and {@code /control/profile}: from this machine, from no web
 * page, with the token, one at a time. A request is refused before its body is read.
 */
final class ControlHandler {
  static final String PREFIX = "/control/";
  static final int LONGEST_BODY_BYTES = 1 << 20;

  private static final String LIMITS = PREFIX + "limits";
  private static final String PROFILE = PREFIX + "profile";

  private final @Nullable ControlOptions options;
  private final Semaphore turn = new Semaphore(1);

  ControlHandler(@Nullable ControlOptions options) {
    this.options = options;
  }

  /** What to send back. */
  record Answer(int status, String type, byte[] body) {}

  Answer answer(HttpExchange exchange) throws IOException {
    ControlOptions on = options;
    if (on == null) {
      return refused(404, "control is off in this JVM (STINT-S014)");
    }
    String path = exchange.getRequestURI().getRawPath();
    if (!path.equals(LIMITS) && !path.equals(PROFILE)) {
      return refused(404, "not found: " + LIMITS + ", " + PROFILE);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      return refused(405, "method not allowed: use POST");
    }
    Answer no = notAllowed(exchange, on);
    if (no != null) {
      return no;
    }
    no = notReadable(exchange.getRequestHeaders());
    return no != null ? no : inTurn(exchange, on.control(), path.equals(PROFILE));
  }

  private static @Nullable Answer notAllowed(HttpExchange exchange, ControlOptions on) {
    if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
      return refused(403, "control not allowed: only from this machine (STINT-S010)");
    }
    Headers headers = exchange.getRequestHeaders();
    if (headers.containsKey("Origin") || headers.containsKey("Sec-Fetch-Site")) {
      return refused(403, "control not allowed: not from a web page (STINT-S010)");
    }
    String shown = Access.bearer(exchange);
    if (shown == null || !Access.same(shown, on.token())) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      return refused(401, "control not allowed: token missing or not accepted (STINT-S010)");
    }
    return null;
  }

  private static @Nullable Answer notReadable(Headers headers) {
    List<String> types = headers.get("Content-Type");
    if (types == null || types.size() != 1 || !isJson(types.get(0))) {
      return refused(
          415, "control request not readable: content type is not [application/json] (STINT-S011)");
    }
    String length = headers.getFirst("Content-Length");
    if (length != null && isTooLong(length)) {
      return tooLong();
    }
    return null;
  }

  private static boolean isJson(String type) {
    String lower = type.toLowerCase(Locale.ROOT).replace(" ", "");
    return lower.equals("application/json") || lower.equals("application/json;charset=utf-8");
  }

  private static boolean isTooLong(String length) {
    try {
      return Long.parseLong(length.trim()) > LONGEST_BODY_BYTES;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private static Answer tooLong() {
    return refused(413, "control request not readable: longer than [1Mi] bytes (STINT-S011)");
  }

  /** A slow body holds the one turn, never both threads of the server. */
  private Answer inTurn(HttpExchange exchange, Control control, boolean profile)
      throws IOException {
    if (!turn.tryAcquire()) {
      return refused(503, "control is busy: another request is under way (STINT-S012)");
    }
    try {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY_BYTES + 1);
      return body.length > LONGEST_BODY_BYTES ? tooLong() : answer(body, control, profile);
    } finally {
      turn.release();
    }
  }

  private static Answer answer(byte[] body, Control control, boolean profile) {
    try {
      Map<String, Object> request = ControlJson.read(body);
      Map<String, Object> made = profile ? control.profile(request) : control.limits(request);
      return new Answer(200, "application/json", ControlJson.write(made));
    } catch (StatusFormatException e) {
      return refused(400, "control request not readable: " + e.reason() + " (STINT-S011)");
    } catch (ControlRefused no) {
      return refused(no.kind().status(), String.valueOf(no.getMessage()));
    } catch (RuntimeException e) {
      String name = Printable.line(e.getClass().getSimpleName(), 64);
      return refused(500, "control failed: [" + name + "], look at the limits (STINT-S013)");
    }
  }

  private static Answer refused(int status, String line) {
    byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
    return new Answer(status, StatusHandler.TEXT, body);
  }
}
