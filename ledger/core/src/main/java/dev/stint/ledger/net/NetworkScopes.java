package dev.stint.ledger.net;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;

/**
 * The scopes that connections charge, below the root:
 *
 * <pre>
 * system/network/transient                        until the principal is known
 * system/ALICE/network             and network    afterwards
 * system/allowlisted-system/allowlisted-transient the same for allowlisted ones
 * system/ALICE/allowlisted         and allowlisted-system
 * </pre>
 *
 * <p>The root is above all of them. What {@code network} may hold must therefore be less than what
 * the root may hold, by what {@code allowlisted-system} may: else strangers can fill the root, and
 * nobody gets in.
 */
public final class NetworkScopes {
  private final Ledgers ledgers;
  private final Scope network;
  private final Scope transientScope;
  private final Scope allowlisted;
  private final Scope allowlistedTransient;

  /** Makes the scopes where they are not there already; without limits they only count. */
  public NetworkScopes(Ledgers ledgers) {
    this.ledgers = ledgers;
    Scope system = ledgers.system();
    this.network = system.child(ScopeKind.SERVICE, "network");
    this.transientScope = network.child(ScopeKind.TRANSIENT, "transient");
    this.allowlisted = system.child(ScopeKind.SERVICE, "allowlisted-system");
    this.allowlistedTransient = allowlisted.child(ScopeKind.TRANSIENT, "allowlisted-transient");
  }

  /** What all normal connections hold. */
  public Scope network() {
    return network;
  }

  /** What normal connections hold whose principal is not known yet. */
  public Scope transientScope() {
    return transientScope;
  }

  /** What all allowlisted connections hold. */
  public Scope allowlisted() {
    return allowlisted;
  }

  /** What allowlisted connections hold whose principal is not known yet. */
  public Scope allowlistedTransient() {
    return allowlistedTransient;
  }

  /** The scope of that name in a policy. */
  Scope shared(NetworkScope which) {
    if (which == NetworkScope.NETWORK) {
      return network;
    }
    if (which == NetworkScope.TRANSIENT) {
      return transientScope;
    }
    return which == NetworkScope.ALLOWLISTED ? allowlisted : allowlistedTransient;
  }

  /** Where a normal connection of that principal is charged. */
  Scope of(String principal) {
    return ledgers.principal(principal).child(ScopeKind.SERVICE, "network", network);
  }

  /** Where an allowlisted connection of that principal is charged. */
  Scope allowlistedOf(String principal) {
    return ledgers.principal(principal).child(ScopeKind.SERVICE, "allowlisted", allowlisted);
  }
}
