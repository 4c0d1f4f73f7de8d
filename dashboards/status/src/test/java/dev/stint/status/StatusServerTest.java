package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {
  private static final String TOKEN = "s3cret token";
  private final HttpClient client = HttpClient.newHttpClient();
  private StatusServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private void start(String token) throws StatusUnavailable {
    StatusOptions options = new StatusOptions(StatusOptions.LOOPBACK, 0, token);
    server = StatusServer.start(options, Samples.snapshots(Samples.aliceAndBob()));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void status_withoutConfiguredToken_showsNamesOnLoopback() throws Exception {
    start(null);

    HttpResponse<String> answer = get("/status.json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.body()).contains("\"principal\":\"alice\"", "p.yaml:7 threadLimit");
  }

  @Test
  void status_withConfiguredToken_showsNamesToItsHolderOnly() throws Exception {
    start(TOKEN);

    assertThat(get("/status.json").body())
        .doesNotContain("alice", "bob", "p.yaml", "s<1>", "java.net.Socket")
        .contains("principal-1", "system/principal-2/session-1", "\"hooks\":\"redacted\"");
    assertThat(get("/status.json", "Authorization", "Bearer " + TOKEN).body()).contains("alice");
    assertThat(get("/status.json?token=s3cret%20token").body()).contains("alice");
    assertThat(get("/status.json", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(get("/status.json?token=").statusCode()).isEqualTo(401);
  }

  @Test
  void start_onBusyPort_saysSoInOneLine() throws Exception {
    start(null);
    int port = server.address().getPort();
    StatusOptions same = new StatusOptions(StatusOptions.LOOPBACK, port, null);

    assertThatThrownBy(() -> StatusServer.start(same, Samples.snapshots(Samples.ledgers())))
        .isInstanceOf(StatusUnavailable.class)
        .hasMessage(
            "status server cannot listen on [127.0.0.1:"
                + port
                + "]: [Address already in use], choose another port or 0 (STINT-S001)");
  }
}
