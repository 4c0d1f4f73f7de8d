package dev.stint.status;

import dev.stint.ledger.Nullable;

/**
 * Where the status server listens and who sees names there.
 *
 * @param host a name or address of this machine; {@value #LOOPBACK} unless somebody decided
 *     otherwise
 * @param port 0 for any free one
 * @param token what a viewer must show to see names, null for none: then everybody who reaches a
 *     loopback address sees all, and nobody sees names anywhere else
 */
public record StatusOptions(String host, int port, @Nullable String token) {
  public static final String LOOPBACK = "127.0.0.1";

  public StatusOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "status port [" + port + "] must be 0 to 65535 (STINT-S004)");
    }
    if (token != null && (token.isBlank() || token.length() > 256)) {
      throw new IllegalArgumentException("status token must have 1 to 256 characters (STINT-S004)");
    }
  }

  /** Any free port on loopback, no token. */
  public static StatusOptions loopback() {
    return new StatusOptions(LOOPBACK, 0, null);
  }

  /** Without the token: this text may be logged. */
  @Override
  public String toString() {
    String shown = token == null ? "none" : "set";
    return "StatusOptions[host=" + host + ", port=" + port + ", token=" + shown + "]";
  }
}
