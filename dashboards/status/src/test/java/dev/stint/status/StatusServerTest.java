package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
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
  @Tag("C-A10")
  @Tag("P86")
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

  @Test
  void page_isOneDocumentWhosePolicyAllowsItsScriptAndStyleOnly() throws Exception {
    start(null);

    HttpResponse<String> page = get("/");

    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .startsWith("default-src 'none'; connect-src 'self'")
        .contains("style-src '" + hash(between(page.body(), "<style>", "</style>")) + "'")
        .contains("script-src '" + hash(between(page.body(), "<script>", "</script>")) + "'");
    assertThat(page.body())
        .startsWith("<!doctype html>")
        .doesNotContain("innerHTML", "http://", "https://", "src=", "alice");
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to));
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  @Test
  void metrics_namePrincipalsToTheHolderOfTheTokenOnly() throws Exception {
    start(TOKEN);

    assertThat(get("/metrics").body()).contains("stint_used{").doesNotContain("alice");
    HttpResponse<String> full = get("/metrics", "Authorization", "bearer " + TOKEN);
    assertThat(full.body()).contains("principal=\"alice\"");
    assertThat(full.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void snapshotThatFails_isUnavailableInOneLine() throws Exception {
    server =
        StatusServer.start(
            StatusOptions.loopback(),
            () -> {
              throw new IllegalStateException("secret detail");
            });

    HttpResponse<String> answer = get("/status.json");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("snapshot not available [IllegalStateException]\n");
  }

  @Test
  void server_onAllAddressesWithoutToken_showsNoNamesThere() throws Exception {
    Optional<InetAddress> other = otherAddress();
    start0();
    String port = ":" + server.address().getPort();

    if (other.isPresent()) {
      URI uri = URI.create("http://" + other.get().getHostAddress() + port + "/status.json");
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).contains("principal-1").doesNotContain("alice");
    }
    assertThat(get("/status.json").body()).contains("alice");
  }

  private void start0() throws StatusUnavailable {
    StatusOptions options = new StatusOptions("0.0.0.0", 0, null);
    server = StatusServer.start(options, Samples.snapshots(Samples.aliceAndBob()));
  }

  private static Optional<InetAddress> otherAddress() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  @Test
  void options_thatAreOutOfRange_areRefusedAndNeverShowTheToken() {
    assertThatThrownBy(() -> new StatusOptions("localhost", 70_000, null))
        .hasMessage("status port [70000] must be 0 to 65535 (STINT-S004)");
    assertThatThrownBy(() -> new StatusOptions("localhost", 1, " "))
        .hasMessage("status token must have 1 to 256 characters (STINT-S004)");
    assertThat(new StatusOptions("localhost", 1, TOKEN))
        .hasToString("StatusOptions[host=localhost, port=1, token=set]");
  }

  @Test
  void start_onAnUnknownHost_saysSoInOneLine() {
    StatusOptions nowhere = new StatusOptions("nowhere.invalid", 1, null);

    assertThatThrownBy(() -> StatusServer.start(nowhere, Samples.snapshots(Samples.ledgers())))
        .hasMessage(
            "status server cannot listen on [nowhere.invalid:1]: [unknown host], choose another"
                + " port or 0 (STINT-S001)");
  }
}
