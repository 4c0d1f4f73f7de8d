package dev.stint.ledger;

/** What a scope stands for; the order is from the root to the leaves. */
public enum ScopeKind {
  /** The one root of a JVM. */
  SYSTEM("system"),
  /** Work whose principal is not known yet. */
  TRANSIENT("transient"),
  SERVICE("service"),
  PROTOCOL("protocol"),
  /** Who pays: tenant, plugin, capsule owner. */
  PRINCIPAL("principal"),
  SESSION("session"),
  CONNECTION("connection"),
  /** One call, request or stream. */
  INVOCATION("invocation"),
  /** A nameless piece of control flow: see {@link Scope#span}. */
  SPAN("span");

  private final String label;

  ScopeKind(String label) {
    this.label = label;
  }

  /** The word for messages and tables. */
  public String label() {
    return label;
  }
}
