package dev.stint.profiles.host;

/** The kinds of scopes that have scaled limits, from the root to the leaves. */
public enum ScaledScope {
  /** Everything in this JVM. */
  SYSTEM("system"),
  /** Connections and streams whose peer is not known yet. */
  TRANSIENT("transient"),
  /** A service as a whole. */
  SERVICE("service"),
  /** What one peer has of a service. */
  SERVICE_PEER("service-peer"),
  /** A protocol as a whole. */
  PROTOCOL("protocol"),
  /** What one peer has of a protocol. */
  PROTOCOL_PEER("protocol-peer"),
  /** A principal on the other side of connections. */
  PEER("peer"),
  /** One connection. */
  CONNECTION("conn"),
  /** One stream, call or request. */
  STREAM("stream");

  private final String label;

  ScaledScope(String label) {
    this.label = label;
  }

  /** The word for tables. */
  public String label() {
    return label;
  }
}
