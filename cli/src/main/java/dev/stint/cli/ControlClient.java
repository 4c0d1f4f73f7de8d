package dev.stint.cli;

import dev.stint.status.ControlJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks the agent of a running JVM to change its limits. The address and the token come from the
 * file that only this user can write; nothing is sent to another machine. A refusal is the agent's
 * own line.
 */
final class ControlClient {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int READ_MILLIS = 10_000;
  private static final int LONGEST_BODY_BYTES = 1 << 20;
  private static final int LONGEST_LINE_BYTES = 8_192;

  private final URI base;
  private final String token;

  ControlClient(AgentAddress address) {
    this.base = local(address.url());
    String known = address.token();
    if (known == null) {
      throw failed(base, "its address file has no token");
    }
    this.token = known;
  }

  private static URI local(String url) {
    try {
      URI uri = new URI(url);
      String host = String.valueOf(uri.getHost());
      boolean loopback = host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
      boolean anywhere = host.equals("0.0.0.0") || host.matches("\\[[0:]+\\]");
      if (!"http".equals(uri.getScheme()) || uri.getPort() < 1) {
        throw failed(uri, "not an address http://HOST:PORT");
      }
      if (!loopback && !anywhere) {
        throw failed(uri, "it takes changes from this machine only, through loopback");
      }
      return anywhere ? new URI("http://127.0.0.1:" + uri.getPort()) : uri;
    } catch (URISyntaxException e) {
      throw CliException.of(
          Exit.UNAVAILABLE, "STINT-C082", "control at [" + Shown.text(url) + "] not reachable");
    }
  }

  Map<String, Object> limits(Map<String, Object> request) {
    return post("/control/limits", request);
  }

  Map<String, Object> profile(Map<String, Object> request) {
    return post("/control/profile", request);
  }

  private Map<String, Object> post(String path, Map<String, Object> request) {
    byte[] body = ControlJson.write(request);
    if (body.length > LONGEST_BODY_BYTES) {
      throw failed(base, "the request is longer than 1 MiB");
    }
    try {
      URI uri = base.resolve(path);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      connection.setRequestProperty("Authorization", "Bearer " + token);
      connection.setRequestProperty("Content-Type", "application/json");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      return answer(connection);
    } catch (IOException e) {
      throw failed(base, Shown.reason(e));
    }
  }

  private Map<String, Object> answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      throw refused(connection, status);
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] document = in.readNBytes(ControlJson.LONGEST_ANSWER_BYTES + 1);
      return ControlJson.read(document);
    }
  }

  /** The agent's own line when it ends in a code, as all of its refusals do. */
  private CliException refused(HttpURLConnection connection, int status) throws IOException {
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
      return CliException.of(
          Exit.UNAVAILABLE,
          "STINT-C034",
          "status at [" + Shown.text(base) + "]: token not accepted");
    }
    String line = "";
    InputStream in = connection.getErrorStream();
    if (in != null) {
      try (in) {
        byte[] bytes = in.readNBytes(LONGEST_LINE_BYTES);
        line = new String(bytes, StandardCharsets.UTF_8).strip();
      }
    }
    if (!line.matches(".* \\(STINT-[A-Z]\\d{3}\\)")) {
      return failed(base, "HTTP status " + status);
    }
    return CliException.line(exit(status), Shown.line(line));
  }

  private static int exit(int status) {
    return switch (status) {
      case 400 -> Exit.DATA;
      case 409 -> Exit.CONFIG;
      default -> Exit.UNAVAILABLE;
    };
  }

  private static CliException failed(URI uri, String reason) {
    return CliException.of(
        Exit.UNAVAILABLE,
        "STINT-C082",
        "control at [" + Shown.text(uri) + "] not reachable: " + reason);
  }
}
