package dev.stint.ledger;

import static dev.stint.ledger.Resource.STORAGE_CACHE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ShrinkTest {
  private final Graph graph = new Graph();

  private Reservation held(Scope scope, long amount) {
    Reservation token = scope.reserveOrThrow(STORAGE_CACHE, amount);
    token.commit();
    return token;
  }

  @Test
  @Tag("P18")
  @Tag("P19")
  @Tag("O-7")
  void lowering_revokesNothing_asksTheReclaimable_andReportsTheRest() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");
    held(graph.alice, 50);
    Reclaimable first = Reclaimable.register("index", held(session, 30), 20);
    Reclaimable second = Reclaimable.register("pages", held(graph.alice, 40), 10);

    Bound bound =
        (Bound)
            graph.binder.bind(
                graph.alice,
                STORAGE_CACHE,
                Limit.hard(75).from("low"),
                Binding.of("guest", "1", 1, "policy", "broker"));

    assertThat(graph.used(graph.alice, STORAGE_CACHE)).as("nothing is revoked").isEqualTo(120);
    assertThat(graph.alice.ledger(STORAGE_CACHE).overcommitted()).isTrue();
    assertThat(graph.alice.charge(STORAGE_CACHE, 1)).as("growth is denied").isNotNull();
    assertThat(bound.excess()).isEqualTo(45);
    assertThat(bound.plan().unreclaimable()).isEqualTo(120 - 75 - 30);
    assertThat(first.target() + second.target()).isEqualTo(30);
    assertThat(graph.audit.records())
        .filteredOn(r -> r.kind() == AuditKind.PROFILE_BOUND)
        .last()
        .extracting(AuditRecord::detail)
        .isEqualTo(
            "overcommitted: used [120], above limit [45], reclaimable [30], unreclaimable [15]");

    assertThat(graph.used(graph.alice, STORAGE_CACHE)).as("a target is a wish").isEqualTo(120);
    assertThat(first.acknowledge(20)).isTrue();
    assertThat(graph.used(graph.alice, STORAGE_CACHE)).isEqualTo(100);
    assertThat(first.reservation().amount()).isEqualTo(10);
    assertThat(first.target()).isZero();
    assertThatThrownBy(() -> first.acknowledge(11)).hasMessage("acknowledge [11] of held [10]");
    first.reservation().close();
    assertThat(graph.used(graph.system, STORAGE_CACHE)).isEqualTo(90);
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  @Tag("P18")
  void withinTheLimit_nobodyIsAsked() {
    Reclaimable cache = Reclaimable.register("c", held(graph.alice, 30), 30);

    assertThat(graph.binder.bind(graph.alice, STORAGE_CACHE, Limit.hard(30))).isZero();

    assertThat(cache.target()).isZero();
    assertThat(ShrinkPlan.of(graph.alice.ledger(STORAGE_CACHE)).unreclaimable()).isZero();
  }

  @Test
  @Tag("P18")
  @Tag("P19")
  void anySequenceOfLowering_acknowledgingAndEnding_keepsTheNumbers() {
    Traces.check(100, 60, ShrinkTest::play);
  }

  private static void play(List<Integer> operations, List<String> trace) {
    Graph graph = new Graph();
    Ledger ledger = graph.alice.ledger(STORAGE_CACHE);
    List<Reclaimable> all = new ArrayList<>();
    for (int op : operations) {
      int n = op / 8 % 40;
      long before = ledger.used();
      switch (op % 4) {
        case 0 -> {
          trace.add("reserve " + n);
          if (graph.alice.reserve(STORAGE_CACHE, n) instanceof Reservation token) {
            token.commit();
            all.add(Reclaimable.register("r" + n, token, n / 2));
          }
        }
        case 1 -> {
          trace.add("limit " + 3 * n);
          graph.limit(graph.alice, STORAGE_CACHE, 3L * n);
          assertThat(ledger.used()).isEqualTo(before);
          long reclaimable = all.stream().mapToLong(Reclaimable::amount).sum();
          long targets = all.stream().mapToLong(Reclaimable::target).sum();
          assertThat(targets).isEqualTo(Math.min(reclaimable, ledger.excess()));
          assertThat(ShrinkPlan.of(ledger).unreclaimable())
              .isEqualTo(Math.max(0, before - 3L * n - reclaimable));
        }
        default -> {
          if (!all.isEmpty()) {
            Reclaimable one = all.get(op / 8 % all.size());
            if (op % 4 == 2) {
              long amount =
                  Math.min(n, one.reservation().isLive() ? one.reservation().amount() : 0);
              trace.add("acknowledge " + amount);
              boolean done = one.acknowledge(amount);
              assertThat(ledger.used()).isEqualTo(done ? before - amount : before);
            } else {
              trace.add("close " + one.name());
              one.reservation().close();
            }
          }
        }
      }
      long held = 0;
      for (Reservation each : ledger.holders()) {
        held += each.amount();
      }
      assertThat(ledger.used()).isEqualTo(held);
    }
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  @Tag("P19")
  @Tag("P5")
  void acknowledgingAgainstRelease_givesBackExactlyWhatWasHeld() throws Exception {
    for (int round = 0; round < 200; round++) {
      Reservation token = held(graph.alice, 10);
      Reclaimable cache = Reclaimable.register("c", token, 10);
      Races.race(() -> acknowledge(cache, 4), () -> token.release(), () -> acknowledge(cache, 6));
      assertThat(graph.used(graph.system, STORAGE_CACHE)).isZero();
      assertThat(graph.ledgers.faults()).isZero();
    }
  }

  private static boolean acknowledge(Reclaimable cache, long amount) {
    try {
      return cache.acknowledge(amount);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
