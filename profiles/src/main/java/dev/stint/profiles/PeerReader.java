package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.net.Prefix;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code host}, {@code address} or {@code address/length}, each with a port or without. */
final class PeerReader {
  private static final int LONGEST_HOST = 253;
  private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern HOST = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

  /** A name that ends in a number is an address that is written badly. */
  private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?\\d+");

  private PeerReader() {}

  static Peer read(Findings findings, Scalar item) throws ProfileException {
    Peer peer = parse(item.text());
    if (peer == null) {
      throw findings.error(
          item,
          Codes.NETWORK_ENTRY,
          "field [allow], peer ["
              + Shown.value(item.text())
              + "] is not a host or an address block with or without a port, such as"
              + " [db.internal:5432], [10.0.0.0/8] or [[2001:db8::/32]:443]");
    }
    return peer;
  }

  private static @Nullable Peer parse(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      int port = end < 0 ? -1 : port(text.substring(end + 1));
      Prefix block = port < 0 ? null : block(text.substring(1, end));
      return block == null || block.isIpv4() ? null : new Peer(block, null, port);
    }
    int colon = text.indexOf(':');
    if (colon >= 0 && text.indexOf(':', colon + 1) >= 0) {
      Prefix block = block(text);
      return block == null ? null : new Peer(block, null, 0);
    }
    String before = colon < 0 ? text : text.substring(0, colon);
    int port = colon < 0 ? 0 : port(text.substring(colon));
    return port < 0 ? null : named(before, port);
  }

  private static @Nullable Peer named(String text, int port) {
    Prefix block = block(text);
    if (block != null) {
      return new Peer(block, null, port);
    }
    String host = text.toLowerCase(Locale.ROOT);
    boolean plain = host.length() <= LONGEST_HOST && HOST.matcher(host).matches();
    return plain && !NUMERIC.matcher(host).matches() ? new Peer(null, host, port) : null;
  }

  private static @Nullable Prefix block(String text) {
    try {
      return text.indexOf('/') < 0 ? Prefix.parseAddress(text) : Prefix.parse(text);
    } catch (IllegalArgumentException notABlock) {
      return null;
    }
  }

  /** The port behind a colon, 0 for no text at all, -1 for any other text. */
  private static int port(String suffix) {
    if (suffix.isEmpty()) {
      return 0;
    }
    String digits = suffix.substring(1);
    if (suffix.charAt(0) != ':' || !PORT.matcher(digits).matches()) {
      return -1;
    }
    int port = Integer.parseInt(digits);
    return port > 65_535 ? -1 : port;
  }
}
