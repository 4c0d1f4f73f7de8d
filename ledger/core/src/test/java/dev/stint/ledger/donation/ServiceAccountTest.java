package dev.stint.ledger.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Malformed;
import dev.stint.ledger.OverLimit;
import dev.stint.ledger.Overloaded;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ServiceAccountTest {
  private static final Resource STOCK = Resource.HANDLES;

  private final DonationGraph graph = new DonationGraph();
  private final ServiceAccount account = new ServiceAccount(graph.service);

  @Test
  @Tag("C-D7")
  void stateObjects_areTaggedForLife_andChargedToTheirEntry() {
    ServiceEntry client = account.client(graph.session);

    ServiceState own = account.base().create(STOCK, 2);
    ServiceState theirs = client.create(STOCK, 3);

    assertThat(own.kind()).isEqualTo(EntryKind.BASE);
    assertThat(theirs.kind()).isEqualTo(EntryKind.CLIENT);
    assertThat(account.base().used(STOCK)).isEqualTo(2);
    assertThat(client.used(STOCK)).isEqualTo(3);
    assertThat(account.total(STOCK)).isEqualTo(5);
    assertThat(graph.used(graph.session, STOCK)).isEqualTo(3);
    theirs.close();
    theirs.close();
    assertThat(account.total(STOCK)).isEqualTo(2);
  }

  @Test
  @Tag("C-D7")
  void clientWithoutRoom_cannotHideInTheService() {
    graph.limit(graph.session, STOCK, 1);
    ServiceEntry client = account.client(graph.session);

    assertThatThrownBy(() -> client.create(STOCK, 2)).isInstanceOf(ResourceLimitExceeded.class);
    assertThat(client.reserve(STOCK, 2)).isInstanceOf(OverLimit.class);
    assertThat(account.total(STOCK)).isZero();
  }

  @Test
  @Tag("C-E3")
  void baseExhausted_tellsTheCallerOverloaded_andLeavesItsBudgetAlone() {
    account.limitBase(graph.binder, STOCK, Limit.hard(4).from("db.yaml:2"));
    account.base().create(STOCK, 4);

    Verdict verdict = account.reserveBase(graph.session, STOCK, 1);

    assertThat(verdict).isInstanceOf(Overloaded.class);
    assertThat(((Denied) verdict).message())
        .isEqualTo(
            "service overloaded: principal [alice] handles, requested [1], used [4], hard [4],"
                + " at [system/db/base], profile [db.yaml:2], retry [on release] (STINT-K001)");
    assertThat(((Denied) verdict).forGuest().message())
        .isEqualTo(
            "service overloaded: handles, requested [1], at [host], retry [later] (STINT-K001)");
    assertThat(graph.used(graph.session, STOCK)).isZero();
    assertThat(graph.used(graph.alice, STOCK)).isZero();
    assertThat(account.reserveBase(graph.session, STOCK, -1)).isInstanceOf(Malformed.class);
  }

  @Test
  void clientEntry_endsWithTheClient() {
    ServiceEntry client = account.client(graph.session);
    client.create(STOCK, 3);
    assertThat(account.client(graph.session)).isSameAs(client);

    graph.session.close();

    assertThat(account.total(STOCK)).isZero();
    assertThat(account.clientCount()).isZero();
    assertThatThrownBy(() -> account.client(graph.session))
        .isInstanceOf(ResourceLimitExceeded.class);
    assertThat(account.clientCount()).isZero();
  }

  @Test
  void clients_areBounded() {
    ServiceAccount small = new ServiceAccount(graph.service.child(ScopeKind.SERVICE, "small"), 1);
    ServiceEntry first = small.client(graph.session);

    assertThatThrownBy(() -> small.client(graph.alice))
        .isInstanceOfSatisfying(
            ResourceLimitExceeded.class,
            e -> assertThat(e.denied()).isInstanceOf(Overloaded.class));
    first.close();
    assertThat(small.client(graph.alice).kind()).isEqualTo(EntryKind.CLIENT);
  }

  @Test
  @Tag("C-D5")
  void scopeWithinTheService_isNoClient() {
    Scope within = graph.service.child(ScopeKind.SERVICE, "base");

    assertThatThrownBy(() -> account.client(within))
        .hasMessage("scope [system/db/base] is part of the service [system/db]");
  }

  @Test
  @Tag("P33")
  @Tag("P34")
  @Tag("C-D5")
  void clientsAndBase_neverMix_whateverTheCallersDo() {
    Trace.check(60, 150, 9, ops -> new Run().play(ops));
  }

  private static final class Run {
    private static final long BASE = 20;
    private static final int CALLERS = 3;

    private final DonationGraph graph = new DonationGraph();
    private final ServiceAccount account = new ServiceAccount(graph.service);
    private final Scope[] callers = new Scope[CALLERS];
    private final ServiceEntry[] entries = new ServiceEntry[CALLERS];
    private final long[] held = new long[CALLERS];
    private final List<Donation> donations = new ArrayList<>();
    private final List<Reservation> base = new ArrayList<>();

    Run() {
      account.limitBase(graph.binder, STOCK, Limit.hard(BASE));
      account.limitClients(graph.binder, STOCK, Limit.hard(60));
      for (int i = 0; i < CALLERS; i++) {
        open(i);
      }
    }

    private void open(int i) {
      callers[i] = graph.alice.child(ScopeKind.SESSION, "caller-" + i);
      graph.limit(callers[i], STOCK, 50);
      entries[i] = account.client(callers[i]);
      held[i] = 0;
    }

    void play(List<Trace.Op> ops) {
      for (Trace.Op op : ops) {
        int caller = op.a() % CALLERS;
        long amount = op.b() % 12;
        switch (op.kind()) {
          case 0, 1 -> charge(caller, amount);
          case 2 -> refund(caller, amount);
          case 3 -> reopen(caller);
          case 4 -> donate(caller, amount);
          case 5 -> useDonation(op, amount);
          case 6 -> forCaller(caller, amount);
          case 7 -> freeBase(op);
          default -> entries[caller].charge(STOCK, -amount - 1);
        }
        check();
      }
    }

    private void charge(int caller, long amount) {
      if (entries[caller].charge(STOCK, amount) == null) {
        held[caller] += amount;
      }
    }

    private void refund(int caller, long amount) {
      long given = Math.min(amount, held[caller]);
      entries[caller].refund(STOCK, given);
      held[caller] -= given;
    }

    private void reopen(int caller) {
      callers[caller].close();
      open(caller);
    }

    private void donate(int caller, long amount) {
      Donation made =
          graph
              .donations
              .donate(callers[caller], graph.service, STOCK, 1 + amount, 1_000, 1)
              .donation();
      if (made != null) {
        donations.add(made);
      }
    }

    private void useDonation(Trace.Op op, long amount) {
      if (!donations.isEmpty()) {
        Donation donation = donations.get(op.c() % donations.size());
        donation.spend(amount);
        if (op.b() % 3 == 0) {
          donation.settle();
        }
      }
    }

    /** The service decides to pay; its answer depends on the base alone. */
    private void forCaller(int caller, long amount) {
      long before = graph.used(callers[caller], STOCK);
      boolean fits = baseHeld() + amount <= BASE;
      Verdict verdict = account.reserveBase(callers[caller], STOCK, amount);
      assertThat(verdict.granted()).as("%s", verdict).isEqualTo(fits);
      if (verdict instanceof Reservation token) {
        token.commit();
        base.add(token);
      } else {
        assertThat(verdict).isInstanceOf(Overloaded.class);
      }
      assertThat(graph.used(callers[caller], STOCK)).isEqualTo(before);
    }

    private void freeBase(Trace.Op op) {
      if (!base.isEmpty()) {
        base.remove(op.a() % base.size()).close();
      }
    }

    private long baseHeld() {
      return base.stream().mapToLong(Reservation::amount).sum();
    }

    private void check() {
      long clients = 0;
      for (int i = 0; i < CALLERS; i++) {
        assertThat(entries[i].used(STOCK)).isEqualTo(held[i]);
        clients += held[i];
      }
      assertThat(account.base().used(STOCK)).isEqualTo(baseHeld());
      assertThat(account.clientsUsed(STOCK)).isEqualTo(clients);
      assertThat(account.total(STOCK)).isEqualTo(baseHeld() + clients);
      assertThat(graph.ledgers.faults()).isZero();
    }
  }
}
