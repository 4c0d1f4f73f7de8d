package dev.stint.status;

import com.sun.net.httpserver.HttpExchange;
import dev.stint.ledger.Nullable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/** Decides what the sender of a request may see. */
final class Access {
  /** What a viewer sees. */
  enum View {
    FULL,
    REDACTED,
    /** Nothing: the token is not ours. */
    REFUSED
  }

  private static final String BEARER = "Bearer ";
  private static final int LONGEST_HOST = 256;

  private final StatusOptions options;

  Access(StatusOptions options) {
    this.options = options;
  }

  /**
   * Whether the request names this server by a loopback name or by the address it came to. A page
   * of a foreign site whose name was pointed here (DNS rebinding) does not.
   */
  boolean hostAllowed(HttpExchange exchange) {
    List<String> hosts = exchange.getRequestHeaders().get("Host");
    if (hosts == null || hosts.size() != 1 || hosts.get(0).length() > LONGEST_HOST) {
      return false;
    }
    String host = withoutPort(hosts.get(0).toLowerCase(Locale.ROOT));
    if (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]")) {
      return true;
    }
    InetAddress here = exchange.getLocalAddress().getAddress();
    return host.startsWith("[")
        ? here.equals(literal(host))
        : host.equals(here.getHostAddress()) && !here.isAnyLocalAddress();
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    if (colon < 0 || host.endsWith("]")) {
      return host;
    }
    String port = host.substring(colon + 1);
    boolean digits = port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? host.substring(0, colon) : host;
  }

  /** The address in brackets; never asks a name service. */
  private static @Nullable InetAddress literal(String bracketed) {
    if (!bracketed.matches("\\[[0-9a-f:.]{2,45}\\]")) {
      return null;
    }
    try {
      return InetAddress.getByName(bracketed);
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  View view(HttpExchange exchange) {
    String wanted = options.token();
    if (wanted == null) {
      return isLoopback(exchange.getLocalAddress()) ? View.FULL : View.REDACTED;
    }
    String shown = shownToken(exchange);
    if (shown == null) {
      return View.REDACTED;
    }
    return same(shown, wanted) ? View.FULL : View.REFUSED;
  }

  /** Takes the same time wherever the two differ. */
  static boolean same(String shown, String wanted) {
    byte[] left = shown.getBytes(StandardCharsets.UTF_8);
    byte[] right = wanted.getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(left, right);
  }

  private static boolean isLoopback(InetSocketAddress address) {
    return address.getAddress().isLoopbackAddress();
  }

  private static @Nullable String shownToken(HttpExchange exchange) {
    String bearer = bearer(exchange);
    if (bearer != null) {
      return bearer;
    }
    String query = exchange.getRequestURI().getRawQuery();
    if (query == null) {
      return null;
    }
    for (String part : query.split("&", 16)) {
      if (part.startsWith("token=")) {
        return decoded(part.substring("token=".length()));
      }
    }
    return null;
  }

  /** The token of the header, empty when it has another form, null without one. */
  static @Nullable String bearer(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return null;
    }
    boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return bearer ? header.substring(BEARER.length()).trim() : "";
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
