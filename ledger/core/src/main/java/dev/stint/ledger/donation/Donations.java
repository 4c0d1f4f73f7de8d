package dev.stint.ledger.donation;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Malformed;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Overloaded;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeClosed;
import dev.stint.ledger.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the donations of one graph and knows those that live. Make one for each {@link Ledgers}.
 *
 * <p>It has no thread of its own: who keeps house calls {@link #settleExpired}. A donation whose
 * deadline has come grants nothing in any case. All methods are safe from any thread.
 */
public final class Donations {
  /** How many donations may live at once. */
  public static final int MOST = 16_384;

  /** How many of them one ledger may pay for, parts included. */
  public static final int MOST_OF_ONE = 1_024;

  /** How many donations there may be from the donor down, itself included. */
  public static final int DEEPEST = 8;

  private static final Resource[] RESOURCES = Resource.values();
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

  private final Ledgers ledgers;
  private final int most;
  private final int mostOfOne;
  private final Books books = new Books();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicInteger places = new AtomicInteger();
  private final ConcurrentNavigableMap<Long, Pot> live = new ConcurrentSkipListMap<>();
  private volatile DonationListener listener = DonationListener.NONE;

  public Donations(Ledgers ledgers) {
    this(ledgers, MOST, MOST_OF_ONE);
  }

  /** With other bounds on the donations that live at once: of all, and of one ledger. */
  public Donations(Ledgers ledgers, int most, int mostOfOne) {
    if (most < 1 || mostOfOne < 1) {
      throw new IllegalArgumentException("bounds of donations [" + most + "] [" + mostOfOne + "]");
    }
    this.ledgers = ledgers;
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** Replaces the listener; there is one. */
  public void listen(DonationListener next) {
    listener = next;
  }

  /**
   * Reserves the amount in the ledger of the donor and makes a donation of it. A denial of the
   * ledger is the donor's own; otherwise nothing is reserved when it is denied.
   *
   * @param receiver the scope of the service; when it closes, the donation is settled
   * @param amount more than 0, in the unit of the resource
   * @param timeoutNanos how long it lives on the clock of the graph, more than 0
   * @param callId the call that it is made for
   */
  public Offer donate(
      Scope donor, Scope receiver, Resource resource, long amount, long timeoutNanos, long callId) {
    check(donor, 1);
    check(receiver, timeoutNanos);
    if (amount <= 0) {
      return Offer.of(Malformed.of(donor, resource, amount));
    }
    long now = now();
    Terms terms =
        new Terms(
            ids.incrementAndGet(),
            callId,
            donor,
            receiver,
            resource,
            amount,
            now,
            now + timeoutNanos);
    Sums out = books.out(donor.ledger(resource));
    Denied full = enter(out, donor);
    return full == null ? reserve(terms, out) : Offer.of(full);
  }

  /**
   * The default donation of a host: for each resource that the method accepts, what the caller's
   * limits for one call name. All of them or none.
   */
  public CallEnvelope attach(
      Scope caller, Scope receiver, CallLimits limits, CallTerms terms, long callId) {
    List<Donation> made = new ArrayList<>(4);
    boolean attached = false;
    try {
      for (Resource resource : RESOURCES) {
        long amount = terms.accepts(resource) ? limits.amount(resource) : 0;
        if (amount > 0) {
          Offer offer = donate(caller, receiver, resource, amount, limits.timeoutNanos(), callId);
          Denied denied = offer.denied();
          if (denied != null) {
            return new CallEnvelope(callId, terms, List.of(), denied);
          }
          made.add(offer.orThrow());
        }
      }
      CallEnvelope envelope = new CallEnvelope(callId, terms, made, null);
      attached = true;
      return envelope;
    } finally {
      if (!attached) {
        new CallEnvelope(callId, terms, made, null).cancel();
      }
    }
  }

  private Offer reserve(Terms terms, Sums out) {
    Pot pot = null;
    Reservation token = null;
    try {
      Verdict verdict = terms.donor().reserve(terms.resource(), terms.amount());
      if (verdict instanceof Denied denied) {
        return Offer.of(denied);
      }
      token = verdict.orThrow();
      pot = new Pot(this, terms, out, token, null);
    } finally {
      if (pot == null) {
        leave(out);
        if (token != null) {
          token.rollback();
        }
      }
    }
    return begin(pot);
  }

  /** Lists a donation, binds it to its scopes and audits it; when that fails it is settled. */
  Offer begin(Pot pot) {
    boolean begun = false;
    try {
      live.put(pot.id(), pot);
      Scope closing = pot.bind();
      if (pot.end() != null) {
        live.remove(pot.id());
        pot.unbind();
      }
      if (closing != null) {
        return Offer.of(
            ScopeClosed.of(
                pot.isRoot() ? pot.terms().donor() : pot.terms().receiver(),
                closing,
                pot.resource(),
                pot.amount()));
      }
      audit(pot, DonationText.start(pot.terms(), pot.parentId()));
      begun = true;
      return Offer.of(pot.current());
    } finally {
      if (!begun) {
        pot.settle(DonationEnd.ABANDONED);
      }
    }
  }

  void moved(Pot pot, Scope from, Scope to) {
    boolean done = false;
    try {
      audit(pot, DonationText.move(pot.id(), from, to));
      done = true;
    } finally {
      if (!done) {
        pot.settle(DonationEnd.ABANDONED);
      }
    }
  }

  /** Tells of what ended, whatever the audit or the listener does with one of them. */
  void ended(List<Pot> ended) {
    RuntimeException first = null;
    for (Pot pot : ended) {
      try {
        tell(pot);
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void tell(Pot pot) {
    DonationView view = pot.view(now());
    audit(pot, DonationText.end(view));
    listener.ended(view);
  }

  private void audit(Pot pot, String text) {
    ledgers
        .audit()
        .append(AuditKind.DONATION, pot.terms().donor().path(), pot.resource().label(), text);
  }

  /**
   * Settles the donations whose deadline has come; who keeps house calls it now and then.
   *
   * @param nowNanos the time on the clock of the graph
   * @return how many were settled by this call
   */
  public int settleExpired(long nowNanos) {
    int count = 0;
    RuntimeException first = null;
    for (Pot pot : live.values()) {
      try {
        if (pot.isLate(nowNanos) && pot.settle(DonationEnd.TIMEOUT)) {
          count++;
        }
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    books.prune();
    if (first != null) {
      throw first;
    }
    return count;
  }

  /** The donations that live and their parts, the oldest first, at most so many. */
  public List<DonationView> live(int atMost) {
    List<DonationView> views = new ArrayList<>();
    long now = now();
    for (Pot pot : live.values()) {
      if (views.size() >= atMost) {
        break;
      }
      views.add(pot.view(now));
    }
    return views;
  }

  /** How many donations and parts live. */
  public int liveCount() {
    return places.get();
  }

  /** How many spends, parts and moves were refused by donations. */
  public long refused() {
    return refused.get();
  }

  /** What that scope donated of the resource. */
  public DonationFigures donatedOut(Scope donor, Resource resource) {
    return figures(donor, resource, true);
  }

  /** What was donated to that scope. */
  public DonationFigures donatedIn(Scope receiver, Resource resource) {
    return figures(receiver, resource, false);
  }

  private DonationFigures figures(Scope scope, Resource resource, boolean outgoing) {
    Sums known = books.known(scope.ledger(resource), outgoing);
    return known == null
        ? new DonationFigures(scope.path(), resource.label(), outgoing, 0, 0, 0, 0)
        : figures(known);
  }

  private DonationFigures figures(Sums sums) {
    long spent = 0;
    for (Pot pot : live.values()) {
      if (pot.isOf(sums)) {
        spent += pot.spent();
      }
    }
    return sums.figures(spent);
  }

  /** The figures of all donors and receivers, at about this moment; each of them adds up. */
  public List<DonationFigures> figures() {
    return LiveFigures.of(books, live.values());
  }

  Books books() {
    return books;
  }

  long now() {
    return ledgers.clock().nanoTime();
  }

  void countRefused() {
    refused.incrementAndGet();
  }

  void check(Scope scope, long timeoutNanos) {
    if (scope.root() != ledgers) {
      throw new IllegalArgumentException("scope [" + scope.path() + "] is of another graph");
    }
    if (timeoutNanos <= 0 || timeoutNanos > LONGEST_NANOS) {
      throw new IllegalArgumentException("timeout [" + timeoutNanos + "] ns is out of range");
    }
  }

  /** Takes a place among the living, or says that there is none. */
  @Nullable
  Denied enter(Sums out, Scope asker) {
    int taken = places.incrementAndGet();
    if (taken <= most) {
      if (out.enter(mostOfOne)) {
        return null;
      }
      places.decrementAndGet();
      return full(asker, mostOfOne, mostOfOne);
    }
    places.decrementAndGet();
    return full(asker, taken - 1L, most);
  }

  private static Denied full(Scope asker, long taken, int bound) {
    Ledger calls = asker.ledger(Resource.CALLS_INFLIGHT);
    return Overloaded.of(asker, calls, 1, taken, Limit.hard(bound).from("donations"));
  }

  void leave(Sums out) {
    places.decrementAndGet();
    out.leave();
  }

  /** Strikes out what has ended. */
  void forget(Pot pot, Sums out) {
    live.remove(pot.id());
    leave(out);
  }

  Terms terms(Pot of, Scope to, long amount, long now, long timeoutNanos) {
    return new Terms(
        ids.incrementAndGet(),
        of.callId(),
        of.terms().donor(),
        to,
        of.resource(),
        amount,
        now,
        now + timeoutNanos);
  }
}
