package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Snapshots;
import dev.stint.status.SnapshotReader;
import dev.stint.status.StatusOptions;
import dev.stint.status.StatusServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** {@code status URL} against the real status server, and against servers that are not one. */
class StatusCommandTest {
  @Test
  void table_ofARunningServer_isShown() throws Exception {
    try (StatusServer server = StatusServer.start(StatusOptions.loopback(), snapshots())) {
      Typed typed = Typed.stint("status", url(server));

      assertThat(typed.err()).isEmpty();
      assertThat(typed.out())
          .isEqualTo(
              """
              PRINCIPAL  RESOURCE  USED  LIMIT  USED%  PEAK  TOTAL  DENIED
              (system)   threads      3      -      -     3      3       0
              alice      threads      3      4    75%     3      3       0
              """);
      assertThat(typed.status()).isZero();
    }
  }

  @Test
  void json_isTheSnapshot() throws Exception {
    try (StatusServer server = StatusServer.start(StatusOptions.loopback(), snapshots())) {
      Typed typed = Typed.stint("status", "--json", url(server) + "/?x=y");

      byte[] printed = typed.out().getBytes(StandardCharsets.UTF_8);
      assertThat(SnapshotReader.parse(new ByteArrayInputStream(printed)).scopes())
          .extracting("path")
          .containsExactly("system", "system/alice");
    }
  }

  @Test
  void wrongToken_isSaid() throws Exception {
    StatusOptions options = new StatusOptions(StatusOptions.LOOPBACK, 0, "right");
    try (StatusServer server = StatusServer.start(options, snapshots())) {
      Typed wrong = Typed.stint("status", url(server) + "/?token=wrong");
      Typed right = Typed.stint("status", url(server) + "/?token=right");

      assertThat(wrong.err())
          .isEqualTo(
              "status at [" + url(server) + "/status.json]: token not accepted (STINT-C034)\n");
      assertThat(wrong.status()).isEqualTo(69);
      assertThat(right.out()).contains("alice");
    }
  }

  @Test
  void redirect_isNotFollowed() throws Exception {
    HttpServer server = foreign(302, "{}");
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      assertThat(Typed.stint("status", url).err())
          .isEqualTo(
              "status at [" + url + "/status.json] not readable: HTTP status 302 (STINT-C033)\n");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void answerThatIsNoSnapshot_isOneLine() throws Exception {
    HttpServer server = foreign(200, "{\"schema\": 7, \"\u001b[2J\": 1}");
    try {
      Typed typed = Typed.stint("status", "http://127.0.0.1:" + server.getAddress().getPort());

      assertThat(typed.status()).isEqualTo(65);
      assertThat(typed.err())
          .startsWith("status document not readable: ")
          .endsWith(" (STINT-S003)\n")
          .doesNotContain("\u001b");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyThere_isOneLine() {
    assertThat(Typed.stint("status", "http://127.0.0.1:1/").err())
        .isEqualTo(
            "status at [http://127.0.0.1:1/status.json] not readable: Connection refused"
                + " (STINT-C033)\n");
  }

  @Test
  void targetThatIsNeither_isRefused() {
    for (String target :
        new String[] {"nonsense", "file:///etc/passwd", "http://u:p@host/", "-5"}) {
      Typed typed = Typed.stint("status", "--", target);

      assertThat(typed.err())
          .isEqualTo(
              "["
                  + target
                  + "] is neither a process id nor an address http://HOST:PORT (STINT-C030)\n");
      assertThat(typed.status()).isEqualTo(2);
    }
  }

  private static HttpServer foreign(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Snapshots snapshots() {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
    Scope alice = ledgers.principal("alice");
    ledgers.binder("test").bind(alice, Resource.THREADS, Limit.hard(4));
    alice.reserveOrThrow(Resource.THREADS, 3).commit();
    return new Snapshots(ledgers);
  }

  private static String url(StatusServer server) {
    return "http://127.0.0.1:" + server.address().getPort();
  }
}
