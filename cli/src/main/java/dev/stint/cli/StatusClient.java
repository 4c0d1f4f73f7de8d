package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Asks the status server of a running JVM. Follows no redirect and uses no proxy, so that the token
 * goes nowhere else; an answer has a bounded size and time.
 */
final class StatusClient {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int READ_MILLIS = 10_000;
  private static final int LONGEST_BYTES = 64 << 20;

  private StatusClient() {}

  /** The document {@code /status.json} of the server at that address, of any of its pages. */
  static byte[] fetch(String address, @Nullable String token) {
    URI uri = statusOf(address);
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setInstanceFollowRedirects(false);
      if (token != null) {
        connection.setRequestProperty("Authorization", "Bearer " + token);
      }
      return body(connection, shown(uri));
    } catch (IOException e) {
      throw unreachable(shown(uri), Shown.reason(e));
    }
  }

  private static byte[] body(HttpURLConnection connection, String shown) throws IOException {
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
      throw CliException.of(
          Exit.UNAVAILABLE, "STINT-C034", "status at [" + shown + "]: token not accepted");
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw unreachable(shown, "HTTP status " + status);
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] body = in.readNBytes(LONGEST_BYTES + 1);
      if (body.length > LONGEST_BYTES) {
        throw unreachable(shown, "answer longer than 64 MiB");
      }
      return body;
    }
  }

  private static URI statusOf(String address) {
    try {
      URI given = new URI(address);
      boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
      if (!http || given.getHost() == null || given.getRawUserInfo() != null) {
        throw notAnAddress(address);
      }
      URI status = given.resolve("/status.json");
      String query = given.getRawQuery();
      URI whole = query == null ? status : new URI(status + "?" + query);
      whole.toURL();
      return whole;
    } catch (URISyntaxException | MalformedURLException | IllegalArgumentException e) {
      throw notAnAddress(address);
    }
  }

  /** Without the query: it may hold the token. */
  private static String shown(URI uri) {
    return Shown.text(uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath());
  }

  private static CliException notAnAddress(String address) {
    return CliException.of(
        Exit.USAGE,
        "STINT-C030",
        "[" + Shown.text(address) + "] is neither a process id nor an address http://HOST:PORT");
  }

  private static CliException unreachable(String shown, String reason) {
    return CliException.of(
        Exit.UNAVAILABLE, "STINT-C033", "status at [" + shown + "] not readable: " + reason);
  }
}
