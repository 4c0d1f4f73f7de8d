package dev.stint.ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChargesTest {
  private final SiteGraph graph = new SiteGraph();
  private final Charges charges = new Charges();

  @AfterEach
  void leave() {
    graph.close();
  }

  private boolean add(Object key) {
    var token = graph.alice.reserveOrThrow(Resource.THREADS, 1);
    token.commit();
    boolean added = charges.add(key, graph.alice, token);
    if (!added) {
      token.close();
    }
    return added;
  }

  @Test
  void equalKeys_areDifferentCharges() {
    String one = new String("key");
    String other = new String("key");

    assertThat(add(one)).isTrue();
    assertThat(add(other)).isTrue();
    assertThat(add(one)).isFalse();
    assertThat(charges.size()).isEqualTo(2);
    assertThat(charges.remove(one)).isNotNull();
    assertThat(charges.find(one)).isNull();
    assertThat(charges.find(other)).isNotNull();
  }

  @Test
  void manyKeys_areAllFoundAgain() {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Object key = new Object();
      keys.add(key);
      add(key);
    }

    assertThat(keys).allMatch(key -> charges.find(key) != null);
    for (Object key : keys) {
      charges.remove(key).end();
    }
    assertThat(charges.size()).isZero();
    assertThat(graph.used(Resource.THREADS)).isZero();
  }

  @Test
  @Timeout(30)
  void collectedKey_givesBackItsCharge() {
    add(new Object());
    assertThat(graph.used(Resource.THREADS)).isEqualTo(1);

    while (graph.used(Resource.THREADS) > 0) {
      System.gc();
      charges.expunge();
    }
    assertThat(charges.size()).isZero();
  }

  @Test
  @Timeout(30)
  void threadsThatRace_endEachChargeOnce() throws Exception {
    int threads = 4;
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      keys.add(new Object());
    }
    CyclicBarrier barrier = new CyclicBarrier(threads);
    List<Thread> racers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread racer = new Thread(() -> race(keys, barrier));
      racers.add(racer);
      racer.start();
    }
    for (Thread racer : racers) {
      racer.join();
    }

    assertThat(charges.size()).isZero();
    assertThat(graph.used(Resource.THREADS)).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  private void race(List<Object> keys, CyclicBarrier barrier) {
    try {
      barrier.await();
      for (Object key : keys) {
        add(key);
        Charge charge = charges.remove(key);
        if (charge != null) {
          charge.end();
        }
      }
      barrier.await();
      for (Object key : keys) {
        Charge charge = charges.remove(key);
        if (charge != null) {
          charge.end();
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
