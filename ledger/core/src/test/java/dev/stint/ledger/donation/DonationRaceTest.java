package dev.stint.ledger.donation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything that can end a donation, at once, while it is spent, split and moved. */
class DonationRaceTest {
  private static final int ROUNDS = 400;
  private static final int KILLERS = 6;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  @Tag("P28")
  @Tag("P31")
  @Tag("C-D6")
  void ends_inAnyOrderAndAtOnce_settleOnce_andLeaveNothingOutstanding() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    for (int i = 0; i < ROUNDS; i++) {
      Resource resource = i % 2 == 0 ? Resource.MODEL_TOKENS_IN : Resource.SCRATCH_BYTES;
      new Round(seed + i, resource).play();
    }
  }

  private final class Round {
    private final Random random;
    private final String name;
    private final Resource resource;
    private final DonationGraph graph = new DonationGraph();
    private final Scope receiver = graph.service.child(ScopeKind.SERVICE, "r");
    private final Scope other = graph.service.child(ScopeKind.SERVICE, "o");
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicInteger settled = new AtomicInteger();
    private final List<Spent> tokens = Collections.synchronizedList(new ArrayList<>());
    private final Offer offer;
    private final Donation root;
    private boolean donorCloses;

    Round(long seed, Resource resource) {
      this.random = new Random(seed);
      this.name = "seed " + seed + " " + resource;
      this.resource = resource;
      this.offer = graph.donations.donate(graph.session, receiver, resource, 10_000, 100, 7);
      this.root = offer.orThrow();
    }

    void play() throws Exception {
      List<Callable<Void>> actors = actors();
      CyclicBarrier start = new CyclicBarrier(actors.size());
      List<Future<Void>> running = new ArrayList<>();
      for (Callable<Void> actor : actors) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return actor.call();
                }));
      }
      for (Future<Void> each : running) {
        each.get(60, TimeUnit.SECONDS);
      }
      check();
    }

    private List<Callable<Void>> actors() {
      List<Callable<Void>> actors = new ArrayList<>();
      actors.add(() -> spend(root));
      actors.add(this::split);
      actors.add(this::move);
      int subset = 1 + random.nextInt((1 << KILLERS) - 1);
      for (int killer = 0; killer < KILLERS; killer++) {
        if ((subset >> killer & 1) != 0) {
          actors.add(killer(killer, random.nextInt(200)));
        }
      }
      donorCloses = (subset & 8) != 0;
      return actors;
    }

    private Callable<Void> killer(int kind, int spins) {
      return () -> {
        for (int i = 0; i < spins; i++) {
          Thread.onSpinWait();
        }
        switch (kind) {
          case 0 -> count(root.settle());
          case 1 -> count(offer.recall().cancel());
          case 2 -> {
            graph.now.set(100);
            graph.donations.settleExpired(100);
          }
          case 3 -> graph.session.close();
          case 4 -> receiver.close();
          default -> graph.service.close();
        }
        return null;
      };
    }

    private void count(boolean first) {
      if (first) {
        settled.incrementAndGet();
      }
    }

    private Void spend(Donation from) {
      for (int i = 0; i < 100; i++) {
        Spent spent = from.spend(3);
        if (spent.granted()) {
          accepted.addAndGet(3);
          tokens.add(spent);
        }
        if (i % 7 == 0 && !tokens.isEmpty() && tokens.get(0).giveBack()) {
          accepted.addAndGet(-3);
        }
      }
      return null;
    }

    private Void split() {
      for (int i = 0; i < 10; i++) {
        Donation part = root.subDonate(i % 2 == 0 ? other : receiver, 50, 90).donation();
        if (part != null) {
          for (int k = 0; k < 5; k++) {
            Spent spent = part.spend(3);
            if (spent.granted()) {
              accepted.addAndGet(3);
              tokens.add(spent);
            }
          }
          if (i % 3 != 0) {
            part.settle();
          }
        }
      }
      return null;
    }

    private Void move() {
      Donation moved = root.moveTo(other).donation();
      return moved == null ? null : spend(moved);
    }

    private void check() {
      root.settle();
      offer.recall().cancel();
      assertThat(graph.donations.liveCount()).as(name).isZero();
      assertThat(graph.donations.live(9)).as(name).isEmpty();
      assertThat(settled.get()).as(name).isLessThanOrEqualTo(1);
      assertThat(graph.session.ledger(resource).reserved()).as(name).isZero();
      assertThat(graph.alice.ledger(resource).reserved()).as(name).isZero();
      figures();
      endsOnce();
      ledgers();
    }

    private void figures() {
      for (DonationFigures figures : graph.donations.figures()) {
        assertThat(figures.outstanding()).as("%s %s", name, figures).isZero();
        assertThat(figures.spent() + figures.returned())
            .as("%s %s", name, figures)
            .isEqualTo(figures.donated());
        if (figures.outgoing()) {
          assertThat(figures.spent()).as("%s %s", name, figures).isEqualTo(accepted.get());
        }
      }
    }

    private void endsOnce() {
      List<String> trail = graph.trail();
      long starts = trail.stream().filter(t -> t.startsWith("start")).count();
      List<String> ends =
          trail.stream()
              .filter(t -> t.startsWith("commit") || t.startsWith("release"))
              .map(t -> t.substring(t.indexOf('['), t.indexOf(']') + 1))
              .toList();
      assertThat(ends).as(name).doesNotHaveDuplicates();
      assertThat(ends.size()).as(name).isGreaterThanOrEqualTo((int) starts);
    }

    private void ledgers() {
      boolean stock = resource == Resource.SCRATCH_BYTES;
      if (!stock) {
        assertThat(graph.used(graph.alice, resource)).as(name).isEqualTo(accepted.get());
      } else if (!donorCloses) {
        assertThat(graph.used(graph.alice, resource))
            .as(name)
            .isGreaterThanOrEqualTo(accepted.get());
      }
      for (Spent token : tokens) {
        token.giveBack();
      }
      if (stock) {
        assertThat(graph.used(graph.alice, resource)).as(name).isZero();
        assertThat(graph.session.ledger(resource).holders()).as(name).isEmpty();
      }
      assertThat(graph.ledgers.faults()).as(name).isZero();
    }
  }
}
