package dev.stint.ledger.qos;

/** What a caller may do to classes; each includes the one before it (checklist O-Q1). */
public enum QosPrivilege {
  /** Move itself at or below the class it has, and back to the one it started with. */
  NONE("-"),
  /** Move itself anywhere up to its ceiling. */
  RAISE_SELF("qos:raise:self"),
  /** Also move the others that its grant names, up to their ceilings. */
  SET_OTHER("qos:set:other");

  private final String capability;

  QosPrivilege(String capability) {
    this.capability = capability;
  }

  /** The name of the capability in profiles and audit. */
  public String capability() {
    return capability;
  }
}
