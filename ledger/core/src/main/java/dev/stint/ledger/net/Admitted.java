package dev.stint.ledger.net;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Scope;

/**
 * An admitted connection: the one token for its address blocks and its scopes. Closing gives
 * everything back, once. Thread-safe.
 */
public final class Admitted implements NetworkAdmission, AutoCloseable {
  private final NetworkGate gate;
  private final Prefix address;
  private final @Nullable BlockToken blocks;
  private final Holding holding;
  private boolean allowlisted;
  private boolean identified;
  private boolean closed;

  Admitted(
      NetworkGate gate,
      Prefix address,
      @Nullable BlockToken blocks,
      Holding holding,
      boolean allowlisted) {
    this.gate = gate;
    this.address = address;
    this.blocks = blocks;
    this.holding = holding;
    this.allowlisted = allowlisted;
  }

  public Prefix address() {
    return address;
  }

  /** The scope that is charged now. */
  public synchronized Scope scope() {
    return holding.scope();
  }

  /** Whether the allowlisted scopes pay: the normal ones were full. */
  public synchronized boolean isAllowlisted() {
    return allowlisted;
  }

  /**
   * The peer has proved who it is: the connection moves from the transient scope to that
   * principal's. An allowlisted one whose principal the allowlist does not name for its address
   * moves to the normal scopes. Once; a second call with any name is a mistake of the caller.
   *
   * @param principal an authenticated name: each makes a scope that stays
   * @return this, or the refusal of the scope, after which the connection holds nothing and must be
   *     ended
   * @throws IllegalStateException when it is closed or was identified before
   */
  public NetworkAdmission identify(String principal) {
    PrincipalName.check(principal);
    Denied denied;
    synchronized (this) {
      if (closed || identified) {
        throw new IllegalStateException(
            "connection of [" + address + "] is " + (closed ? "closed" : "identified already"));
      }
      identified = true;
      denied = move(principal);
    }
    if (denied == null) {
      return this;
    }
    close();
    return gate.refuse(new RefusedByScope(denied));
  }

  private @Nullable Denied move(String principal) {
    boolean stays = allowlisted && gate.allowlist().allows(address, principal);
    NetworkScopes scopes = gate.scopes();
    Scope target = stays ? scopes.allowlistedOf(principal) : scopes.of(principal);
    Denied denied = holding.moveTo(target);
    if (denied == null) {
      allowlisted = stays;
    }
    return denied;
  }

  @Override
  public Admitted orThrow() {
    return this;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      holding.giveBack();
    }
    if (blocks != null) {
      blocks.close();
    }
    gate.closed();
  }
}
