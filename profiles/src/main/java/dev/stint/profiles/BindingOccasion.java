package dev.stint.profiles;

import dev.stint.ledger.ScopeKind;

/** When a broker binds a profile; each binding names its occasion in the audit. */
public enum BindingOccasion {
  SESSION_CREATION("session creation"),
  SPAWN("spawn"),
  SERVICE_START("service start"),
  CAPABILITY_MINTING("capability minting");

  private final String label;

  BindingOccasion(String label) {
    this.label = label;
  }

  /** The words for the audit. */
  public String label() {
    return label;
  }

  /** The occasion that makes a scope of that kind, for callers that name none. */
  public static BindingOccasion of(ScopeKind kind) {
    return switch (kind) {
      case SYSTEM, SERVICE, PROTOCOL -> SERVICE_START;
      case SESSION, CONNECTION -> SESSION_CREATION;
      case TRANSIENT, PRINCIPAL, INVOCATION, SPAN -> SPAWN;
    };
  }
}
