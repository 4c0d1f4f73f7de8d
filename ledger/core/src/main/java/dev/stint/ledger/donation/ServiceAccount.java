package dev.stint.ledger.donation;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Malformed;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Overloaded;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeClosed;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Verdict;
import java.util.HashMap;
import java.util.Map;

/**
 * The account of a service, kept by the service: a base entry that pays for its own management, and
 * one entry for each client. The total is the base and all clients, at every instant.
 *
 * <p>The entries are scopes below that of the service: {@code base}, and one below {@code clients}
 * for each client, which has the client's scope as a second parent. So no charge of a client can
 * reach the base. Limits that stand <em>above</em> both bound both: give the clients a limit that
 * leaves room for the base ({@link #limitClients}).
 *
 * <p>Thread-safe. A client's entry ends with the client's scope.
 */
public final class ServiceAccount {
  /** How many clients may have an entry at once. */
  public static final int MOST_CLIENTS = 4096;

  private final Scope service;
  private final ServiceEntry base;
  private final Scope clients;
  private final int most;

  /** Guarded by itself. */
  private final Map<Scope, ServiceEntry> byCaller = new HashMap<>();

  private long made;

  public ServiceAccount(Scope service) {
    this(service, MOST_CLIENTS);
  }

  public ServiceAccount(Scope service, int mostClients) {
    this.service = service;
    this.most = mostClients;
    this.base = new ServiceEntry(this, EntryKind.BASE, child("base"), null);
    this.clients = child("clients");
  }

  private Scope child(String name) {
    return service.child(ScopeKind.SERVICE, name);
  }

  /** The base entry; the service keeps it to itself. */
  public ServiceEntry base() {
    return base;
  }

  /**
   * The entry of that client, made when there is none.
   *
   * @throws ResourceLimitExceeded when there are too many, or one of the scopes is closed
   */
  public ServiceEntry client(Scope caller) {
    checkOutside(caller);
    synchronized (byCaller) {
      ServiceEntry known = byCaller.get(caller);
      if (known != null && !known.isClosed()) {
        return known;
      }
      if (byCaller.size() >= most) {
        throw new ResourceLimitExceeded(full(caller));
      }
      return make(caller);
    }
  }

  private ServiceEntry make(Scope caller) {
    Scope scope = clients.child(ScopeKind.SESSION, "client-" + ++made, caller);
    ServiceEntry entry = new ServiceEntry(this, EntryKind.CLIENT, scope, caller);
    byCaller.put(caller, entry);
    if (scope.isClosed() || !entry.bind()) {
      byCaller.remove(caller, entry);
      throw new ResourceLimitExceeded(ScopeClosed.of(caller, scope, Resource.CALLS_INFLIGHT, 1));
    }
    return entry;
  }

  private Denied full(Scope caller) {
    Limit bound = Limit.hard(most).from("service clients");
    return Overloaded.of(
        caller, clients.ledger(Resource.CALLS_INFLIGHT), 1, byCaller.size(), bound);
  }

  /** A client within the service could charge the base through its own ancestors. */
  private void checkOutside(Scope caller) {
    for (Scope scope = caller; scope != null; scope = scope.parent()) {
      if (scope == service) {
        throw new IllegalArgumentException(
            "scope [" + caller.path() + "] is part of the service [" + service.path() + "]");
      }
    }
  }

  void forget(Scope caller, ServiceEntry entry) {
    synchronized (byCaller) {
      byCaller.remove(caller, entry);
    }
  }

  /**
   * Reserves in the base for what a caller's request needs of the service itself. When it does not
   * fit, the caller is told that the service is overloaded; nothing of the caller's was touched.
   */
  public Verdict reserveBase(Scope caller, Resource resource, long amount) {
    Verdict verdict = base.reserve(resource, amount);
    if (verdict instanceof Denied denied && !(denied instanceof Malformed)) {
      return Overloaded.of(caller, denied);
    }
    return verdict;
  }

  /** Everything charged to the service: the base and all clients. */
  public long total(Resource resource) {
    return service.ledger(resource).used();
  }

  /** What all clients together are charged. */
  public long clientsUsed(Resource resource) {
    return clients.ledger(resource).used();
  }

  public int clientCount() {
    synchronized (byCaller) {
      return byCaller.size();
    }
  }

  /** Bounds the base; null lifts the limit. */
  public void limitBase(Binder binder, Resource resource, @Nullable Limit limit) {
    binder.bind(base.scope(), resource, limit);
  }

  /** Bounds all clients together; null lifts the limit. */
  public void limitClients(Binder binder, Resource resource, @Nullable Limit limit) {
    binder.bind(clients, resource, limit);
  }
}
