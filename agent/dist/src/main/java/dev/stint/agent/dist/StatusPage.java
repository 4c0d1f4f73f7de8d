package dev.stint.agent.dist;

import dev.stint.agent.StatusPort;
import dev.stint.ledger.SnapshotSource;
import dev.stint.status.StatusOptions;
import dev.stint.status.StatusServer;
import java.net.InetSocketAddress;

/** The status server of {@code dashboards/status}. Listens until the JVM ends. */
final class StatusPage implements StatusPort {
  @Override
  public InetSocketAddress open(String host, int port, String token, SnapshotSource source)
      throws Exception {
    return StatusServer.start(new StatusOptions(host, port, token), source).address();
  }
}
