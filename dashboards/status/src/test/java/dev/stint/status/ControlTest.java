package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The control side over plain sockets: who gets through, and what. */
class ControlTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final int DEADLINE_MILLIS = 700;

  private final List<Map<String, Object>> asked = new ArrayList<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch mayLeave = new CountDownLatch(1);
  private StatusServer server;

  /** Remembers what it was asked; some requests have an outcome of their own. */
  private final class Remembering implements Control {
    @Override
    public Map<String, Object> limits(Map<String, Object> request) throws ControlRefused {
      asked.add(request);
      Object outcome = request.get("outcome");
      if ("wait".equals(outcome)) {
        entered.countDown();
        awaitLeave();
      } else if ("fault".equals(outcome)) {
        throw new IllegalStateException("secret detail");
      } else if (outcome != null) {
        throw new ControlRefused(
            ControlRefused.Kind.valueOf(outcome.toString()), "no such thing (STINT-X001)");
      }
      return Map.of("answer", List.of(Map.of("to", "limits", "n", 1L, "yes", true)));
    }

    @Override
    public Map<String, Object> profile(Map<String, Object> request) {
      asked.add(request);
      return Map.of("answer", "profile");
    }
  }

  private void awaitLeave() {
    try {
      assertThat(mayLeave.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void start() throws StatusUnavailable {
    start(new ControlOptions(TOKEN, new Remembering()), 20_000);
  }

  private void start(ControlOptions control, int deadlineMillis) throws StatusUnavailable {
    if (server != null) {
      server.close();
    }
    server =
        StatusServer.start(
            StatusOptions.loopback(),
            Samples.snapshots(Samples.aliceAndBob()),
            control,
            deadlineMillis);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket open(String text) throws IOException {
    return RawHttp.open(server, text, StandardCharsets.UTF_8);
  }

  private static String head(String path, int length, String... headers) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + length
        + "\r\n"
        + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
        + "\r\n";
  }

  private static String allowed(String path, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return head(path, length, bearer(), "Content-Type: application/json") + body;
  }

  private static String bearer() {
    return "Authorization: Bearer " + TOKEN;
  }

  private String answer(String request) throws IOException {
    return RawHttp.rest(open(request));
  }

  private static String line(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void request_withTheToken_reachesTheControl() throws IOException {
    String limits = answer(allowed("/control/limits", "{\"a\": {\"b\": [1, \"\u00e4\", true]}}"));
    String profile = answer(allowed("/control/profile", "{}"));

    assertThat(limits)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Content-Type: application/json\r\n")
        .containsIgnoringCase("Cache-Control: no-store\r\n")
        .doesNotContainIgnoringCase("Access-Control");
    assertThat(ControlJson.read(line(limits).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Map.of("answer", List.of(Map.of("to", "limits", "n", 1L, "yes", true))));
    assertThat(line(profile)).isEqualTo("{\"answer\":\"profile\"}");
    assertThat(asked)
        .containsExactly(Map.of("a", Map.of("b", List.of(1L, "\u00e4", true))), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "Authorization: Bearer 0123456789abcdeF",
        "Authorization: Bearer ",
        "Authorization: Basic 0123456789abcdef",
        "Authorization: 0123456789abcdef"
      })
  void request_withoutTheToken_isRefused(String header) throws IOException {
    String json = "Content-Type: application/json";

    String answer = answer(head("/control/limits?token=" + TOKEN, 2, header, json) + "{}");

    assertThat(answer).startsWith("HTTP/1.1 401 ");
    assertThat(line(answer))
        .isEqualTo("control not allowed: token missing or not accepted (STINT-S010)\n");
    assertThat(asked).isEmpty();
  }

  @Test
  void request_withoutTheToken_isRefused_alsoWherePagesNeedNone() throws IOException {
    assertThat(answer("GET /status.json HTTP/1.1\r\nHost: localhost\r\n\r\n")).contains("alice");
    assertThat(answer(head("/control/profile", 2, "Content-Type: application/json") + "{}"))
        .startsWith("HTTP/1.1 401 ");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: http://localhost",
        "Origin: null",
        "Sec-Fetch-Site: same-origin"
      })
  void request_ofAWebPage_isRefused_evenWithTheToken(String header) throws IOException {
    String json = "Content-Type: application/json";

    String answer = answer(head("/control/limits", 2, bearer(), json, header) + "{}");

    assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContainIgnoringCase("Access-Control");
    assertThat(line(answer)).isEqualTo("control not allowed: not from a web page (STINT-S010)\n");
    assertThat(asked).isEmpty();
  }

  @Test
  void request_toAForeignHost_isRefused() throws IOException {
    String request = allowed("/control/limits", "{}").replace("Host: localhost", "Host: evil");

    assertThat(answer(request)).startsWith("HTTP/1.1 403 ");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: application/json; charset=utf-16",
        "Content-Type: application/json\r\nContent-Type: text/plain",
        "X: y"
      })
  void contentType_otherThanJson_isRefused(String header) throws IOException {
    String answer = answer(head("/control/limits", 2, bearer(), header) + "{}");

    assertThat(answer).startsWith("HTTP/1.1 415 ");
    assertThat(line(answer))
        .isEqualTo(
            "control request not readable: content type is not [application/json] (STINT-S011)\n");
    assertThat(asked).isEmpty();
  }

  @Test
  void body_thatSaysItIsTooLong_isRefusedUnread() throws Exception {
    start(new ControlOptions(TOKEN, new Remembering()), DEADLINE_MILLIS);
    String json = "Content-Type: application/json";

    String answer = answer(head("/control/limits", (1 << 20) + 1, bearer(), json));

    assertThat(answer).startsWith("HTTP/1.1 413 ");
    assertThat(line(answer))
        .isEqualTo("control request not readable: longer than [1Mi] bytes (STINT-S011)\n");
  }

  @Test
  void body_thatIsTooLongWithoutSayingSo_isNotTaken() throws IOException {
    String head =
        head("/control/limits", 0, bearer(), "Content-Type: application/json")
            .replace("Content-Length: 0", "Transfer-Encoding: chunked");
    Socket socket = open(head);
    byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
    try {
      for (int i = 0; i < 64; i++) {
        socket.getOutputStream().write(chunk);
      }
    } catch (SocketException closed) {
      assertThat(closed).isNotNull();
    }

    assertThat(RawHttp.rest(socket)).doesNotContain("HTTP/1.1 200");
    assertThat(asked).isEmpty();
    assertThat(answer(allowed("/control/limits", "{}"))).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                    | [document] is not an object
          x                     | [Unrecognized token 'x': was expecting
          [1]                   | [document] is not an object
          {"a": 1} {}           | something follows the object
          {"a": 1, "a": 2}      | [Duplicate field 'a']
          {"a": 1               | [Unexpected end-of-input
          {"a": 99999999999999999999} | [Numeric value
          {a: 1}                | [Unexpected character ('a'
          """)
  void garbage_isRefusedInOneLine(String body, String reason) throws IOException {
    String answer = answer(allowed("/control/limits", body));

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(line(answer))
        .startsWith("control request not readable: " + reason)
        .endsWith(" (STINT-S011)\n");
    assertThat(line(answer).lines()).hasSize(1);
    assertThat(asked).isEmpty();
  }

  @Test
  void garbage_thatIsDeepOrBinary_isRefused() throws IOException {
    String deep = "{\"a\":" + "[".repeat(100_000);

    assertThat(line(answer(allowed("/control/limits", deep))))
        .startsWith("control request not readable: [Document nesting depth (9) exceeds");
    assertThat(answer(allowed("/control/limits", "\u0000\u0001\u0002")))
        .startsWith("HTTP/1.1 400 ");
    assertThat(asked).isEmpty();
  }

  @Test
  void slowBody_losesItsConnection_andBlocksNobodyElse() throws Exception {
    start(new ControlOptions(TOKEN, new Remembering()), DEADLINE_MILLIS);
    String whole = allowed("/control/limits", "{\"a\": 1}");

    Socket slow = open(whole.substring(0, whole.length() - 3));

    assertThat(answer("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")).endsWith("ok\n");
    assertThat(RawHttp.rest(slow)).doesNotContain("200");
    assertThat(asked).isEmpty();
    assertThat(answer(allowed("/control/limits", "{}"))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void secondRequest_whileOneIsUnderWay_isRefusedAtOnce() throws Exception {
    Socket first = open(allowed("/control/limits", "{\"outcome\": \"wait\"}"));
    assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

    String second = answer(allowed("/control/profile", "{}"));
    mayLeave.countDown();

    assertThat(second).startsWith("HTTP/1.1 503 ");
    assertThat(line(second))
        .isEqualTo("control is busy: another request is under way (STINT-S012)\n");
    assertThat(RawHttp.rest(first)).startsWith("HTTP/1.1 200 ");
    assertThat(answer(allowed("/control/profile", "{}"))).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @CsvSource({"MALFORMED, 400", "UNKNOWN, 404", "DENIED, 409"})
  void refusal_isPassedOn(String kind, int status) throws IOException {
    String answer = answer(allowed("/control/limits", "{\"outcome\": \"" + kind + "\"}"));

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(line(answer)).isEqualTo("no such thing (STINT-X001)\n");
  }

  @Test
  void fault_isOneLineWithoutItsDetail_andTheTurnIsFree() throws IOException {
    String answer = answer(allowed("/control/limits", "{\"outcome\": \"fault\"}"));

    assertThat(answer).startsWith("HTTP/1.1 500 ");
    assertThat(line(answer))
        .isEqualTo("control failed: [IllegalStateException], look at the limits (STINT-S013)\n");
    assertThat(answer(allowed("/control/limits", "{}"))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void method_otherThanPost_isRefused() throws IOException {
    for (String method : new String[] {"GET", "PUT", "DELETE", "OPTIONS"}) {
      String request = allowed("/control/limits", "{}").replaceFirst("POST", method);

      assertThat(answer(request))
          .startsWith("HTTP/1.1 405 ")
          .containsIgnoringCase("Allow: POST")
          .doesNotContainIgnoringCase("Access-Control");
    }
    assertThat(answer(allowed("/control/other", "{}"))).startsWith("HTTP/1.1 404 ");
    assertThat(asked).isEmpty();
  }

  @Test
  void control_thatIsOff_takesNothing() throws Exception {
    start(null, 20_000);

    String answer = answer(allowed("/control/limits", "{}"));

    assertThat(answer).startsWith("HTTP/1.1 404 ");
    assertThat(line(answer)).isEqualTo("control is off in this JVM (STINT-S014)\n");
  }

  @Test
  void token_thatIsShort_isNoToken_andNeverShown() {
    assertThatThrownBy(() -> new ControlOptions("short", new Remembering()))
        .hasMessage("control token must have 16 to 256 characters (STINT-S004)");
    assertThat(new ControlOptions(TOKEN, new Remembering()))
        .hasToString("ControlOptions[token=set]");
  }
}
