package dev.stint.profiles;

import static dev.stint.ledger.Resource.LINEAR_MEMORY;
import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.STORAGE_CACHE;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Reclaimable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BrokerChangeTest {
  private static final int LOADERS = 3;
  private static final int OPERATIONS = 20_000;

  private final Graph graph = new Graph();
  private final Scope alice = graph.ledgers.principal("alice");
  private final Scope session = alice.child(ScopeKind.SESSION, "s");
  private final Broker broker = new Broker(graph.ledgers, "test");

  private static Limit live(long hard) {
    return Limit.hard(hard).from("live:ops threadLimit");
  }

  private static ResourceProfile guest(long epoch, long threads) {
    return Graph.profile("guest", epoch, Map.of(THREADS, Limit.hard(threads)));
  }

  @Test
  void change_isVersionedAuditedAndInForceAtOnce() throws Exception {
    broker.bind(alice, guest(6, 2), false);

    Change change = broker.change(alice, THREADS, live(4));

    assertThat(change.before().hard()).isEqualTo(2);
    assertThat(change.after().hard()).isEqualTo(4);
    assertThat(alice.charge(THREADS, 4)).isNull();
    assertThat(alice.charge(THREADS, 1).origin()).isEqualTo("live:ops threadLimit");
    assertThat(alice.ledger(THREADS).binding().source()).isEqualTo("live:ops threadLimit");
    assertThat(alice.ledger(THREADS).binding().profile()).isEqualTo("guest");
    assertThat(alice.ledger(THREADS).binding().epoch()).isEqualTo(6);
    assertThat(graph.details()).contains("threads changed by test, hard [2] to hard [4]");
  }

  @Test
  @Tag("P22")
  void change_isReplacedByTheNextBinding_whichSaysSo() throws Exception {
    for (long epoch : new long[] {6, 7}) {
      broker.bind(alice, guest(6, 2), false);
      broker.change(alice, THREADS, live(4));
      broker.change(alice, SOCKETS, live(1));

      Bound bound = broker.bind(alice, guest(epoch, 2), false);

      assertThat(bound.endedChanges()).containsExactly(THREADS, SOCKETS);
      assertThat(bound.removed()).containsExactly(SOCKETS);
      assertThat(alice.ledger(THREADS).limit().hard()).isEqualTo(2);
      assertThat(alice.ledger(SOCKETS).limit()).isNull();
      assertThat(graph.details())
          .contains(
              "version v1, epoch "
                  + epoch
                  + ", 1 limits, from guest.yaml, by test, at spawn, ends the live change of"
                  + " [sockets, threads]");
    }
    assertThat(broker.bind(alice, guest(7, 2), false).endedChanges()).isEmpty();
  }

  @Test
  void change_staysWhenALeaseIsRenewed() throws Exception {
    broker.bind(alice, guest(6, 2), false);
    broker.change(alice, THREADS, live(4));

    Bound renewed = broker.renew(alice, Lease.until(9_000));

    assertThat(renewed.endedChanges()).isEmpty();
    assertThat(alice.ledger(THREADS).limit().hard()).isEqualTo(4);
    assertThat(alice.ledger(THREADS).binding().expiresNanos()).isEqualTo(9_000);
  }

  @Test
  void change_ofAScopeThatObserves_observes() throws Exception {
    broker.bind(alice, guest(6, 2), true);

    broker.change(alice, THREADS, live(1));

    assertThat(alice.charge(THREADS, 5)).isNull();
    assertThat(alice.ledger(THREADS).wouldDeny()).isEqualTo(1);
  }

  @Test
  void change_toATighterLimitThanAnothers_orALooserOne_isTheMinimum() throws Exception {
    new Broker(graph.ledgers, "host").bind(alice, guest(1, 3), false);

    Change looser = broker.change(alice, THREADS, live(9));
    assertThat(looser.after().hard()).as("the other's holds").isEqualTo(3);
    assertThat(broker.change(alice, THREADS, live(1)).after().hard()).isEqualTo(1);
    assertThat(broker.change(alice, THREADS, null).after().hard()).isEqualTo(3);
  }

  @Test
  @Tag("P78")
  void raising_aboveAnAncestor_isRefusedOnRecord() throws Exception {
    broker.bind(alice, guest(6, 2), false);

    assertThatThrownBy(() -> broker.change(session, THREADS, live(3)))
        .hasMessage(
            "change: threads of [system/alice/s] is [3], above [2] of [system/alice] at"
                + " [guest.yaml threadLimit] (STINT-P016)");
    assertThat(session.ledgers()).isEmpty();
    assertThat(graph.details()).last().asString().startsWith("not bound by test: change: threads");
  }

  @Test
  @Tag("P18")
  @Tag("P23")
  void lowering_belowChildren_isAllowed_reported_andRulesThem() throws Exception {
    broker.bind(alice, guest(6, 9), false);
    broker.bind(session, guest(6, 8), false);
    Scope call = session.child(ScopeKind.INVOCATION, "i");
    broker.bind(call, guest(6, 2), false);

    Change change = broker.change(alice, THREADS, live(3));

    assertThat(change.nowAbove().count()).isEqualTo(1);
    assertThat(change.nowAbove().first()).extracting(Ledger::scope).containsExactly(session);
    assertThat(session.ledger(THREADS).limit().hard()).isEqualTo(8);
    assertThat(session.charge(THREADS, 3)).isNull();
    assertThat(session.charge(THREADS, 1).ledger().scope()).isSameAs(alice);
    assertThat(broker.bind(alice, guest(6, 2), false).nowAbove().count()).isEqualTo(1);
    assertThat(broker.change(alice, THREADS, live(8)).nowAbove().isEmpty()).isTrue();
  }

  @Test
  void looserLimitsBelow_areCountedAll_andNamedUpToABound() throws Exception {
    for (int i = 0; i < 150; i++) {
      broker.change(alice.child(ScopeKind.SESSION, "s" + i), THREADS, live(5));
    }

    LooserBelow above = broker.change(alice, THREADS, live(4)).nowAbove();

    assertThat(above.count()).isEqualTo(150);
    assertThat(above.first()).hasSize(LooserBelow.SHOWN);
  }

  @Test
  @Tag("P18")
  void lowering_belowTheUse_revokesNothing_asksForWhatWasOffered_andReportsTheRest()
      throws Exception {
    Reservation held = alice.reserveOrThrow(STORAGE_CACHE, 50);
    held.commit();
    Reclaimable cache = Reclaimable.register("cache", held, 15);

    Change change = broker.change(alice, STORAGE_CACHE, live(20));

    assertThat(change.overcommitted()).isEqualTo(30);
    assertThat(change.reclaimable()).isEqualTo(15);
    assertThat(cache.target()).isEqualTo(15);
    assertThat(alice.ledger(STORAGE_CACHE).used()).isEqualTo(50);
    assertThat(alice.ledger(STORAGE_CACHE).overcommitted()).isTrue();
    assertThat(alice.charge(STORAGE_CACHE, 1)).isNotNull();
    assertThat(cache.acknowledge(15)).isTrue();
    held.close();
    assertThat(alice.charge(STORAGE_CACHE, 20)).isNull();
  }

  /**
   * Each loader knows what it holds; the ledgers must know the same, whatever changed meanwhile.
   */
  @Test
  @Tag("P5")
  void changesUnderLoad_loseNoCharge() throws Exception {
    long seed = Seeds.next("changes under load");
    broker.bind(alice, Graph.profile("p", 1, Map.of(LINEAR_MEMORY, Limit.hard(1 << 20))), false);
    CyclicBarrier start = new CyclicBarrier(LOADERS + 1);
    ExecutorService pool = Executors.newFixedThreadPool(LOADERS + 1);
    List<Future<Long>> loads = new ArrayList<>();
    for (int i = 0; i < LOADERS; i++) {
      SplittableRandom random = new SplittableRandom(seed + i);
      loads.add(pool.submit(loader(random, start)));
    }
    Future<?> changes = pool.submit(() -> changeAll(new SplittableRandom(seed - 1), start));
    long held = 0;
    for (Future<Long> each : loads) {
      held += each.get();
    }
    changes.get();
    pool.shutdown();

    for (Resource resource : List.of(LINEAR_MEMORY)) {
      assertThat(session.ledger(resource).used()).as("seed %s", seed).isEqualTo(held);
      assertThat(alice.ledger(resource).used()).isEqualTo(held);
      assertThat(graph.ledgers.system().ledger(resource).used()).isEqualTo(held);
    }
    session.refund(LINEAR_MEMORY, held);
    assertThat(graph.ledgers.system().ledger(LINEAR_MEMORY).used()).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  private Callable<Long> loader(SplittableRandom random, CyclicBarrier start) {
    return () -> {
      start.await();
      long held = 0;
      for (int i = 0; i < OPERATIONS; i++) {
        long amount = 1 + random.nextInt(64);
        if (random.nextInt(5) < 3) {
          held += session.charge(LINEAR_MEMORY, amount) == null ? amount : 0;
        } else if (held >= amount) {
          session.refund(LINEAR_MEMORY, amount);
          held -= amount;
        }
      }
      return held;
    };
  }

  private Object changeAll(SplittableRandom random, CyclicBarrier start) throws Exception {
    start.await();
    for (int i = 0; i < 300; i++) {
      Scope scope = random.nextBoolean() ? alice : session;
      switch (random.nextInt(4)) {
        case 0 -> broker.change(alice, LINEAR_MEMORY, live(random.nextInt(1 << 20)));
        case 1 -> broker.change(session, LINEAR_MEMORY, null);
        case 2 ->
            broker.bind(scope, Graph.profile("p", 1, Map.of(LINEAR_MEMORY, Limit.hard(0))), false);
        default -> broker.change(alice, LINEAR_MEMORY, null);
      }
    }
    return start;
  }
}
