package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.net.Prefix;

/**
 * One entry of {@code allow:} of a network profile: whom the code may talk to. Immutable.
 *
 * @param block the addresses, or null when a host is named
 * @param host the name in lower case, or null when addresses are; it is never looked up here
 * @param port 0 for any
 */
public record Peer(@Nullable Prefix block, @Nullable String host, int port) {
  /** The canonical text, such as {@code 10.0.0.0/8:443} or {@code [2001:db8::/32]:443}. */
  @Override
  public String toString() {
    String suffix = port == 0 ? "" : ":" + port;
    if (block == null) {
      return host + suffix;
    }
    boolean bracket = port != 0 && !block.isIpv4();
    return (bracket ? "[" + block + "]" : block.toString()) + suffix;
  }
}
