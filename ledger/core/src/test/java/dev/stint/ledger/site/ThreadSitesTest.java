package dev.stint.ledger.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ThreadSitesTest {
  private final SiteGraph graph = new SiteGraph();

  @AfterEach
  void leave() {
    graph.close();
  }

  @Test
  void thread_startedAndEnded_isHeldBetween() {
    Thread thread = new Thread();

    ThreadSites.starting(thread);
    assertThat(graph.used(Resource.THREADS)).isEqualTo(1);
    assertThat(ThreadSites.STARTERS.starterOf(thread)).isSameAs(graph.alice);

    ThreadSites.exiting(thread);
    ThreadSites.exiting(thread);
    assertThat(graph.used(Resource.THREADS)).isZero();
  }

  @Test
  void thread_startedTwice_keepsItsOneCharge() {
    Thread thread = new Thread();
    Object first = ThreadSites.starting(thread);
    Object second = ThreadSites.starting(thread);

    assertThat(first).isNotNull();
    assertThat(second).isNull();
    ThreadSites.startFailed(second);
    assertThat(graph.used(Resource.THREADS)).isEqualTo(1);
    ThreadSites.startFailed(first);
    assertThat(graph.used(Resource.THREADS)).isZero();
  }

  @Test
  @Tag("denies:threads")
  void thread_beyondTheLimit_isDeniedAndChargesNothing() {
    graph.limit(Resource.THREADS, 1);
    ThreadSites.starting(new Thread());

    assertThatThrownBy(() -> ThreadSites.starting(new Thread()))
        .isInstanceOf(ResourceLimitExceeded.class)
        .hasMessage(
            "exceeded limit: principal [alice] threads, requested [1], used [1], hard [1],"
                + " at [system/alice], profile [p.yaml:1 limit], retry [on release] (STINT-L013)");
    assertThat(graph.used(Resource.THREADS)).isEqualTo(1);
  }

  @Test
  void hook_insideOurOwnCode_letsPassUncounted() {
    Cell.current().inside++;
    try {
      assertThat(ThreadSites.starting(new Thread())).isNull();
    } finally {
      Cell.current().inside--;
    }
    assertThat(graph.used(Resource.THREADS)).isZero();
  }

  @Test
  void reservation_handedDown_isAdoptedAndCountsOnce() {
    Reservation handed = graph.bob.reserveOrThrow(Resource.THREADS, 1);
    Thread thread = new Thread();
    try (var carried = Scope.carry(handed)) {
      ThreadSites.starting(thread);
      assertThat(carried.adopted()).isTrue();
    }

    assertThat(graph.used(Resource.THREADS)).isZero();
    assertThat(graph.bob.ledger(Resource.THREADS).used()).isEqualTo(1);
    ThreadSites.exiting(thread);
    assertThat(graph.bob.ledger(Resource.THREADS).used()).isZero();
  }

  @Test
  void commonPoolWorker_isChargedToTheSystemAlone() {
    ForkJoinWorkerThread worker =
        ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(ForkJoinPool.commonPool());

    ThreadSites.starting(worker);
    assertThat(graph.used(Resource.THREADS)).isZero();
    assertThat(graph.ledgers.system().ledger(Resource.THREADS).used()).isEqualTo(1);
    assertThat(ThreadSites.STARTERS.starterOf(worker)).isNull();

    ThreadSites.exiting(worker);
    assertThat(graph.ledgers.system().ledger(Resource.THREADS).used()).isZero();
  }

  @Test
  void newThread_ofAStarter_worksForItsScope() throws Exception {
    Cell.inherit(ThreadSites.STARTERS);
    Scope[] seen = new Scope[1];
    Thread thread = new Thread(() -> seen[0] = Cell.current().scope);
    ThreadSites.starting(thread);

    thread.start();
    thread.join();

    assertThat(seen[0]).isSameAs(graph.alice);
    ThreadSites.exiting(thread);
  }

  @Test
  void endingWorker_handsItsChargeToItsReplacement() throws Exception {
    graph.limit(Resource.THREADS, 1);
    Thread replacement = new Thread();
    Thread worker =
        new Thread(
            () -> {
              Object token = ThreadSites.workerEnds();
              Cell.current().scope = graph.alice;
              ThreadSites.starting(replacement);
              ThreadSites.workerEnded(token);
              ThreadSites.exiting(Thread.currentThread());
            });
    ThreadSites.starting(worker);

    worker.start();
    worker.join();

    assertThat(graph.used(Resource.THREADS)).isEqualTo(1);
    assertThat(graph.alice.ledger(Resource.THREADS).denied()).isZero();
    ThreadSites.exiting(replacement);
    assertThat(graph.used(Resource.THREADS)).isZero();
  }

  @Test
  void endingWorker_withoutReplacement_givesItsChargeBackAtItsEnd() throws Exception {
    long[] held = new long[1];
    Thread worker =
        new Thread(
            () -> {
              ThreadSites.workerEnded(ThreadSites.workerEnds());
              held[0] = graph.used(Resource.THREADS);
              ThreadSites.exiting(Thread.currentThread());
            });
    ThreadSites.starting(worker);

    worker.start();
    worker.join();

    assertThat(held[0]).isEqualTo(1);
    assertThat(graph.used(Resource.THREADS)).isZero();
  }
}
