package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no browser sends, over plain sockets. */
class StatusServerHostileTest {
  private static final int DEADLINE_MILLIS = 700;
  private StatusServer server;

  @BeforeEach
  void start() throws StatusUnavailable {
    server =
        StatusServer.start(
            StatusOptions.loopback(),
            Samples.snapshots(Samples.aliceAndBob()),
            null,
            DEADLINE_MILLIS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket open(String text) throws IOException {
    return RawHttp.open(server, text, StandardCharsets.ISO_8859_1);
  }

  private String answer(String request) throws IOException {
    return RawHttp.rest(open(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:9", "LOCALHOST:80", "[::1]", "[::1]:8080"})
  void request_toALoopbackName_isAnswered(String host) throws IOException {
    assertThat(answer("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\nok\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: localhost.evil.example",
        "Host: 127.0.0.1.evil.example:80",
        "Host: evil.example:127.0.0.1",
        "Host: [::2]",
        "Host: [evil]",
        "Host: 0.0.0.0",
        "Host: localhost\r\nHost: evil.example",
        "Host: ",
        "X-Host: localhost"
      })
  void request_toAnotherName_isRefusedWithoutData(String header) throws IOException {
    assertThat(answer("GET /status.json HTTP/1.1\r\n" + header + "\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain("alice");
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
  void method_otherThanGetAndHead_isRefused(String method) throws IOException {
    String request = method + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc";

    assertThat(answer(request))
        .startsWith("HTTP/1.1 405 ")
        .containsIgnoringCase("Allow: GET, HEAD")
        .doesNotContainIgnoringCase("Access-Control");
  }

  @Test
  void head_hasNoBody() throws IOException {
    for (String path : new String[] {"/", "/status.json", "/metrics", "/healthz", "/none"}) {
      assertThat(answer("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 ")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void path_thatDoesNotExist_isNotFound() throws IOException {
    for (String path : new String[] {"/x", "/status.json/", "/../etc/passwd", "/%2e"}) {
      assertThat(answer("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void headers_beyondTheBound_areRefused() throws IOException {
    String header = "X-Long: " + "a".repeat(9_000) + "\r\n";

    assertThat(answer("GET / HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void headerWithoutEnd_isCutByTheJdkOrTheDeadline() throws IOException {
    Socket socket = open("GET / HTTP/1.1\r\nX: ");
    byte[] block = new byte[64 << 10];
    java.util.Arrays.fill(block, (byte) 'a');
    long sent = 0;
    try {
      while (sent < (1L << 30)) {
        socket.getOutputStream().write(block);
        sent += block.length;
      }
    } catch (SocketException closed) {
      assertThat(sent).isLessThan(1L << 30);
    } finally {
      socket.close();
    }
    assertThat(answer("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")).endsWith("ok\n");
  }

  @Test
  void garbage_isRefusedOrCut() throws IOException {
    for (String garbage :
        new String[] {"\r\n\r\n", "\u0000\u0001\r\n\r\n", "GET\r\n\r\n", "A B C"}) {
      assertThat(answer(garbage + "\r\n\r\n")).doesNotContain("HTTP/1.1 200", "alice");
    }
  }

  @Test
  void slowClients_loseTheirConnectionAndDoNotBlockOthers() throws IOException {
    List<Socket> slow = new ArrayList<>();
    slow.add(open("GET / HT"));
    assertThat(answer("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")).endsWith("ok\n");

    for (int i = 0; i < 5; i++) {
      slow.add(open("GET /healthz HTTP/1.1\r\nHost: local"));
    }
    assertThat(answer("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")).endsWith("ok\n");

    for (Socket socket : slow) {
      assertThat(RawHttp.rest(socket)).doesNotContain("200");
    }
  }

  @Test
  void connectionsBeyondTheQueue_areClosedAtOnce() throws IOException {
    int more = Workers.THREADS + Workers.WAITING + 20;
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < more; i++) {
      slow.add(open("GET / HT"));
    }
    long began = System.nanoTime();

    String last = RawHttp.rest(slow.get(more - 1));

    assertThat(last).doesNotContain("200");
    assertThat(System.nanoTime() - began).isLessThan(DEADLINE_MILLIS * 10_000_000L);
    for (Socket socket : slow) {
      socket.close();
    }
    assertThat(server.address().getPort()).isPositive();
  }

  @Test
  void threads_areDaemons() throws IOException {
    answer("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(
            thread ->
                thread.getName().startsWith("stint-status")
                    || thread.getName().startsWith("HTTP-Dispatcher"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }
}
