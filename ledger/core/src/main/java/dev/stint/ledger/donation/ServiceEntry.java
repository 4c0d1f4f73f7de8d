package dev.stint.ledger.donation;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Owned;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Verdict;

/**
 * One account entry of a service: its base, or one client. What is charged to a client's entry is
 * charged to the client's own scope too, and never to the base. Thread-safe; amounts in the unit of
 * the resource.
 */
public final class ServiceEntry implements AutoCloseable {
  private final ServiceAccount account;
  private final EntryKind kind;
  private final Scope scope;
  private final @Nullable Scope caller;

  ServiceEntry(ServiceAccount account, EntryKind kind, Scope scope, @Nullable Scope caller) {
    this.account = account;
    this.kind = kind;
    this.scope = scope;
    this.caller = caller;
  }

  public EntryKind kind() {
    return kind;
  }

  /** Reserves here: a client's denial is its own, or says that the service is overloaded. */
  public Verdict reserve(Resource resource, long amount) {
    return scope.reserve(resource, amount);
  }

  /** Charges without a token; null when granted. */
  public @Nullable Denied charge(Resource resource, long amount) {
    return scope.charge(resource, amount);
  }

  /** Gives back a charge without a token. */
  public void refund(Resource resource, long amount) {
    scope.refund(resource, amount);
  }

  /**
   * Makes the account of one state object, such as a connection or a cache line.
   *
   * @throws ResourceLimitExceeded when it is denied
   */
  public ServiceState create(Resource resource, long amount) {
    Reservation token = reserve(resource, amount).orThrow();
    token.commit();
    return new ServiceState(kind, token);
  }

  /** What is charged to this entry. */
  public long used(Resource resource) {
    return scope.ledger(resource).used();
  }

  /** Ends a client's entry: what it still holds is given back. The base ends with the service. */
  @Override
  public void close() {
    if (kind == EntryKind.CLIENT) {
      scope.close();
    }
  }

  /** Has the account forget it with its scope; false when the scope is closed already. */
  boolean bind() {
    return scope.own(new Forgetting(this));
  }

  boolean isClosed() {
    return scope.isClosed();
  }

  Scope scope() {
    return scope;
  }

  private static final class Forgetting implements Owned {
    private final ServiceEntry entry;

    Forgetting(ServiceEntry entry) {
      this.entry = entry;
    }

    @Override
    public void scopeCloses() {
      Scope client = entry.caller;
      if (client != null) {
        entry.account.forget(client, entry);
      }
    }
  }
}
