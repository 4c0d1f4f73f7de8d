package dev.stint.agent.dist;

import dev.stint.agent.StatusPort;
import dev.stint.agent.control.LiveControl;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.SnapshotSource;
import dev.stint.status.ControlOptions;
import dev.stint.status.StatusOptions;
import dev.stint.status.StatusServer;
import java.net.InetSocketAddress;

/** The status server of {@code dashboards/status}. Listens until the JVM ends. */
final class StatusPage implements StatusPort {
  @Override
  public InetSocketAddress open(
      String host, int port, String token, SnapshotSource source, @Nullable LiveControl control)
      throws Exception {
    ControlOptions changes =
        control == null ? null : new ControlOptions(token, new ControlBridge(control));
    return StatusServer.start(new StatusOptions(host, port, token), source, changes).address();
  }
}
