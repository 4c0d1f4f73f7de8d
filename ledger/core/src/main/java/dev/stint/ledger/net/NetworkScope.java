package dev.stint.ledger.net;

/** The shared scopes of {@link NetworkScopes}, for whoever names one in a policy. */
public enum NetworkScope {
  /** What all normal connections hold. */
  NETWORK,
  /** What normal connections hold whose principal is not known yet. */
  TRANSIENT,
  /** What all allowlisted connections hold. */
  ALLOWLISTED,
  /** What allowlisted connections hold whose principal is not known yet. */
  ALLOWLISTED_TRANSIENT
}
