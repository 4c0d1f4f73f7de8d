package dev.stint.agent.dist.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers and a real database meet each kind of limit; afterwards nothing is left charged. */
class RealLimitsIT {
  private static final Pattern H2_PORT = Pattern.compile("running at tcp://[^:]+:(\\d+)");
  private static final Pattern WIREMOCK_PORT = Pattern.compile("port:\\s+(\\d+)");

  @TempDir Path folder;

  @Test
  @Tag("denies:threads")
  void h2_withTwoThreads_isDeniedTheThird_beforeItStarts() throws Exception {
    try (Program server = h2("threadLimit: 2")) {
      List<Socket> clients = new ArrayList<>();
      int port = port(server, H2_PORT);
      for (int i = 0; i < 2; i++) {
        clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      assertThat(denial(server, "threads").group())
          .isEqualTo(
              "exceeded limit: principal [h2] threads, requested [1], used [2], hard [2],"
                  + " at [system/h2], profile [limit.yaml:8 threadLimit],"
                  + " retry [on release] (STINT-L013)");
      for (Socket client : clients) {
        client.close();
      }
      server.end();
      server.await();
      assertThat(server.statusOf("h2")).containsPattern("threads current [01] peak 2 ");
    }
  }

  @Test
  @Tag("denies:sockets")
  void h2_withThreeSockets_isDeniedTheFourth_andServesAgainWhenOneCloses() throws Exception {
    try (Program server = h2("socketLimit: 3")) {
      int port = port(server, H2_PORT);
      List<Connection> open = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        open.add(connect(port));
      }
      try (Socket fourth = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(fourth.isConnected()).as("by the kernel, not yet accepted").isTrue();
        assertThat(denial(server, "sockets").group()).contains("requested [1], used [3], hard [3]");
        assertThat(one(open.get(0))).isEqualTo(1);
      }
      for (Connection connection : open) {
        connection.close();
      }
      server.end();
      server.await();
      assertThat(server.statusOf("h2")).contains("sockets current 0 peak 3 ");
      assertThat(server.err()).contains("stint: faults [0]");
    }
  }

  @Test
  @Tag("denies:heap.allocated")
  void h2_withFiftyMebibytes_isDeniedTheAllocation_withinTheStatedOvershoot() throws Exception {
    List<String> command =
        List.of(
            "-Xmx256m",
            Program.agent(
                "profile=" + profile("h2", "heapAllocatedBytesTotal: 50Mi") + ",mode=enforce"),
            "-cp",
            Program.jar("h2.jar"),
            "org.h2.tools.Shell",
            "-url",
            "jdbc:h2:mem:t",
            "-sql",
            "create table t as select x, repeat('v', 1000) v from system_range(1, 200000);");
    try (Program shell = Program.start(folder, command)) {
      shell.await();
      assertThat(denial(shell, "heap.allocated").group()).contains("hard [50Mi]", "(STINT-L011)");
      Matcher total = Pattern.compile("heap.allocated total (\\d+)").matcher(shell.statusOf("h2"));
      assertThat(total.find()).isTrue();
      assertThat(Long.parseLong(total.group(1))).isBetween(50L << 20, 80L << 20);
    }
  }

  @Test
  @Tag("denies:timers")
  void wireMock_withTwoTimers_isDeniedTheThird_andNothingStaysCharged() throws Exception {
    try (Program server = wireMock("timerWaiterLimit: 2")) {
      int port = port(server, WIREMOCK_PORT);
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      assertThat(denial(server, "timers").group()).contains("used [2], hard [2]", "(STINT-L005)");
      for (Socket client : clients) {
        client.close();
      }
      server.end();
      server.await();
      assertThat(server.statusOf("wiremock")).containsPattern("timers current \\d peak 2 ");
    }
  }

  @Test
  @Tag("denies:sockets")
  void wireMock_keepsServing_whileNewSocketsAreDenied() throws Exception {
    try (Program server = wireMock("socketLimit: 6")) {
      int port = port(server, WIREMOCK_PORT);
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      URI base = URI.create("http://127.0.0.1:" + port + "/");
      stub(client, base);
      List<Socket> flood = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        flood.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      denial(server, "sockets");
      assertThat(get(client, base.resolve("price"))).isEqualTo("42");
      for (Socket socket : flood) {
        socket.close();
      }
      post(client, base.resolve("__admin/shutdown"), "");
      assertThat(server.await()).isZero();
      assertThat(server.statusOf("wiremock"))
          .contains("sockets current 0 peak 6 ", "threads current 0 ", "timers current 0 ");
    }
  }

  private Program h2(String limit) throws IOException {
    return Program.start(
        folder,
        List.of(
            Program.agent("profile=" + profile("h2", limit) + ",mode=enforce"),
            "-cp",
            Program.jar("h2.jar"),
            "org.h2.tools.Server",
            "-tcp",
            "-ifNotExists",
            "-tcpPort",
            "0"));
  }

  private Program wireMock(String limit) throws IOException {
    return Program.start(
        folder,
        List.of(
            Program.agent("profile=" + profile("wiremock", limit) + ",mode=enforce"),
            "-jar",
            Program.jar("wiremock.jar"),
            "--port",
            "0"));
  }

  private Path profile(String principal, String limit) throws IOException {
    return Files.writeString(
        folder.resolve("limit.yaml"),
        """
        schema: 1
        profileId: limit
        principals:
          %s:
            match:
              codeSources: ["**/%s.jar"]
            limits:
              %s
        """
            .formatted(principal, principal, limit));
  }

  private static int port(Program server, Pattern pattern) throws InterruptedException {
    return Integer.parseInt(server.awaitText(pattern).group(1));
  }

  private static Matcher denial(Program program, String resource) throws InterruptedException {
    return program.awaitText(
        Pattern.compile("exceeded limit: principal \\[\\w+] " + Pattern.quote(resource) + ",.*"));
  }

  private static Connection connect(int port) throws SQLException {
    return DriverManager.getConnection("jdbc:h2:tcp://127.0.0.1:" + port + "/mem:t", "sa", "");
  }

  private static int one(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select 1")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void stub(HttpClient client, URI base) throws Exception {
    post(
        client,
        base.resolve("__admin/mappings"),
        "{\"request\":{\"urlPath\":\"/price\"},\"response\":{\"status\":200,\"body\":\"42\"}}");
  }

  private static String get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).GET().build(), BodyHandlers.ofString()).body();
  }

  private static void post(HttpClient client, URI uri, String body) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isBetween(200, 299);
  }
}
