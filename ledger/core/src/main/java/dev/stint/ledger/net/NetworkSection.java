package dev.stint.ledger.net;

import dev.stint.ledger.SnapshotSection;
import java.util.Map;
import java.util.TreeMap;

/** What a gate has to say in a snapshot; bounded, and without an address of any peer. */
final class NetworkSection implements SnapshotSection {
  private final NetworkGate gate;

  NetworkSection(NetworkGate gate) {
    this.gate = gate;
  }

  @Override
  public String name() {
    return "network";
  }

  @Override
  public Object content() {
    Map<String, Object> content = new TreeMap<>();
    content.put("admitted", gate.admitted());
    content.put("admittedByAllowlist", gate.admittedByAllowlist());
    content.put("allowlistEntries", (long) gate.allowlist().size());
    content.put("live", gate.live());
    content.put("refused", gate.refusals().rows());
    PrefixConnections connections = gate.connections();
    content.put("limitsPerBlock", connections != null);
    if (connections != null) {
      content.put("blocks", (long) connections.blocks());
      content.put("blocksAtMost", (long) connections.blocksAtMost());
    }
    PrefixRates rates = gate.rates();
    content.put("ratesPerBlock", rates != null);
    if (rates != null) {
      content.put("buckets", (long) rates.buckets());
      content.put("bucketsAtMost", rates.bucketsAtMost());
    }
    return content;
  }
}
