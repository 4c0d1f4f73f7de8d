package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Snapshots;
import dev.stint.status.Control;
import dev.stint.status.ControlOptions;
import dev.stint.status.ControlRefused;
import dev.stint.status.StatusOptions;
import dev.stint.status.StatusServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against the real server, and against servers that are not one. */
class ControlClientTest {
  private static final String TOKEN = "0123456789abcdef";

  /** Says what it was asked, and refuses what has no principal. */
  private static final Control ECHO =
      new Control() {
        @Override
        public Map<String, Object> limits(Map<String, Object> request) throws ControlRefused {
          if (!request.containsKey("principal")) {
            throw new ControlRefused(ControlRefused.Kind.DENIED, "not that (STINT-P016)");
          }
          return Map.of("asked", request);
        }

        @Override
        public Map<String, Object> profile(Map<String, Object> request) {
          return Map.of("asked", request);
        }
      };

  private static StatusServer server() throws Exception {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
    return StatusServer.start(
        StatusOptions.loopback(), new Snapshots(ledgers), new ControlOptions(TOKEN, ECHO));
  }

  private static ControlClient client(int port, String token) {
    return new ControlClient(new AgentAddress(1, "http://127.0.0.1:" + port, token));
  }

  @Test
  void request_andAnswer_areThemselves() throws Exception {
    try (StatusServer server = server()) {
      ControlClient client = client(server.address().getPort(), TOKEN);
      Map<String, Object> request =
          Map.of("principal", "\u00e4\n\"", "fields", List.of(Map.of("field", "a")), "dryRun", true);

      assertThat(client.limits(request)).isEqualTo(Map.of("asked", request));
      assertThat(client.profile(request)).isEqualTo(Map.of("asked", request));
    }
  }

  @Test
  void refusal_isTheLineOfTheAgent_withItsStatus() throws Exception {
    try (StatusServer server = server()) {
      assertThatThrownBy(() -> client(server.address().getPort(), TOKEN).limits(Map.of()))
          .isInstanceOfSatisfying(
              CliException.class, e -> assertThat(e.status()).isEqualTo(Exit.CONFIG))
          .hasMessage("not that (STINT-P016)");
    }
  }

  @Test
  void wrongToken_isSaid() throws Exception {
    try (StatusServer server = server()) {
      int port = server.address().getPort();

      assertThatThrownBy(() -> client(port, "another token").limits(Map.of("principal", "a")))
          .hasMessage(
              "status at [http://127.0.0.1:" + port + "]: token not accepted (STINT-C034)");
    }
  }

  @Test
  void longProfile_isNotSent() throws Exception {
    try (StatusServer server = server()) {
      int port = server.address().getPort();
      Map<String, Object> request = Map.of("profile", "\n".repeat(600_000));

      assertThatThrownBy(() -> client(port, TOKEN).profile(request))
          .hasMessage(
              "control at [http://127.0.0.1:"
                  + port
                  + "] not reachable: the request is longer than 1 MiB (STINT-C082)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://192.0.2.1:80 | it takes changes from this machine only, through loopback
          http://127.evil:80  | it takes changes from this machine only, through loopback
          http://127.0.0.1    | not an address http://HOST:PORT
          https://127.0.0.1:1 | not an address http://HOST:PORT
          file:/etc/passwd    | not an address http://HOST:PORT
          http://127.0.0.1:1  | Connection refused
          """)
  void address_thatIsNotOfThisMachine_getsNoToken(String url, String reason) {
    assertThatThrownBy(() -> new ControlClient(new AgentAddress(1, url, TOKEN)).limits(Map.of()))
        .hasMessage("control at [" + url + "] not reachable: " + reason + " (STINT-C082)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          302 | {}                        | HTTP status 302
          500 | no code                   | HTTP status 500
          200 | [1]                       | status document not readable: [document] is not an object (STINT-S003)
          """)
  void answer_ofAnotherServer_isOneLine(int status, String body, String reason) throws Exception {
    HttpServer foreign = foreign(status, body);
    try {
      int port = foreign.getAddress().getPort();

      assertThatThrownBy(() -> client(port, TOKEN).limits(Map.of()))
          .isInstanceOf(CliException.class)
          .hasMessage(
              "control at [http://127.0.0.1:"
                  + port
                  + "] not reachable: "
                  + reason
                  + " (STINT-C082)");
    } finally {
      foreign.stop(0);
    }
  }

  private static HttpServer foreign(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void changes_ofAHostileAnswer_cannotSteerTheTerminal() {
    StringWriter out = new StringWriter();
    Map<String, Object> row =
        Map.of("state", "set", "principal", "a\u001b[2J", "field", "f\n", "after", "2");
    Map<String, Object> kept =
        Map.of("state", "kept", "principal", "b", "field", "f", "after", "3", "origin", "o");

    Changes.print(
        Map.of("changes", List.of(row, kept, "x"), "omitted", 3L), new PrintWriter(out, true));

    assertThat(out)
        .hasToString(
            "a?[2J f?: - -> 2\nb f: kept 3, which is not looser, from [o]\nand 3 more\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limit set alice               | limit set: expected [PID] PRINCIPAL FIELD=VALUE... (STINT-C080)
          limit set threadLimit=3       | limit set: expected [PID] PRINCIPAL FIELD=VALUE... (STINT-C080)
          limit set x alice threads=3   | limit set: [x] is not a process id (STINT-C080)
          limit set alice =3            | limit set: [=3] is not FIELD=VALUE (STINT-C080)
          limit set alice a=3 b         | limit set: [b] is not FIELD=VALUE (STINT-C080)
          limit show alice bob          | limit show: [alice] is not a process id (STINT-C080)
          profile apply x y.yaml        | profile apply: [x] is not a process id (STINT-C080)
          """)
  void mistake_isOneLine(String args, String line) {
    Typed typed = Typed.stint(args.split(" "));

    assertThat(typed.err()).isEqualTo(line + "\n");
    assertThat(typed.status()).isEqualTo(2);
  }

  @Test
  void file_thatIsNotThere_isSaidBeforeAnythingIsAsked() {
    Typed typed = Typed.stint("profile", "apply", "nowhere.yaml");

    assertThat(typed.err()).isEqualTo("profile [nowhere.yaml]: no such file (STINT-C081)\n");
    assertThat(typed.status()).isEqualTo(66);
    assertThat(Typed.stint("profile", "apply", "/dev/null").err())
        .isEqualTo("profile [/dev/null]: not a regular file (STINT-C081)\n");
  }
}
