package dev.stint.agent;

import dev.stint.agent.control.LiveControl;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.SnapshotSource;
import java.net.InetSocketAddress;

/** Serves the status page; the composition root brings it. */
public interface StatusPort {
  /**
   * Starts to listen.
   *
   * @param token what a viewer must show to see names, and who changes limits to change them
   * @param control what changes limits, or null when nobody may
   * @return where it listens
   * @throws Exception with one line when it cannot
   */
  InetSocketAddress open(
      String host, int port, String token, SnapshotSource source, @Nullable LiveControl control)
      throws Exception;
}
