package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names select a scope and move no counter; a name that is used again revives nothing. */
class IdentityTest {
  /** The methods of a scope that may take a text: they find or make a scope, or label one. */
  private static final Set<String> SELECT = Set.of("child", "span", "use");

  private final Graph graph = new Graph();

  @Test
  @Tag("C-P5")
  void nothingThatMovesACounter_takesAName() {
    List<Class<?>> kernel =
        List.of(Scope.class, Ledger.class, Reservation.class, ReservationSet.class);
    for (Class<?> type : kernel) {
      for (Method method : type.getMethods()) {
        boolean named = Arrays.asList(method.getParameterTypes()).contains(String.class);
        assertThat(named && !SELECT.contains(method.getName())).as("%s", method).isFalse();
      }
    }
  }

  @Test
  @Tag("P25")
  void namesOfOthersInEveryCall_moveOnlyTheLedgersOfTheRealCaller() {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    Random random = new Random(seed);
    Scope bob = graph.ledgers.principal("bob");
    graph.limit(bob, Resource.THREADS, 7);
    String[] names = {"bob", "alice", "system", "default", "late"};
    for (int step = 0; step < 2_000; step++) {
      String name = names[random.nextInt(names.length)];
      try (Scope scope =
          random.nextBoolean()
              ? graph.alice.child(ScopeKind.SESSION, name)
              : graph.alice.span(name)) {
        scope.charge(Resource.THREADS, 1 + random.nextInt(9));
        scope.record(Resource.NET_IN, random.nextInt(9));
        scope.refund(Resource.THREADS, 0);
      }
      assertThat(graph.used(bob, Resource.THREADS)).as("seed %d step %d", seed, step).isZero();
      assertThat(graph.used(bob, Resource.NET_IN)).as("seed %d step %d", seed, step).isZero();
      assertThat(bob.ledger(Resource.THREADS).denied()).as("seed %d", seed).isZero();
    }
  }

  @Test
  @Tag("A-2")
  void nameThatIsUsedAgain_revivesNeitherCountsNorTokens() {
    Reservation old = graph.alice.reserveOrThrow(Resource.THREADS, 3);
    graph.limit(graph.alice, Resource.THREADS, 3);
    graph.alice.close();

    Scope again = graph.ledgers.principal("alice");
    again.reserveOrThrow(Resource.THREADS, 2).commit();
    old.close();

    assertThat(again).isNotSameAs(graph.alice);
    assertThat(again.ledger(Resource.THREADS).limit()).isNull();
    assertThat(graph.used(again, Resource.THREADS)).isEqualTo(2);
    assertThat(graph.used(graph.system, Resource.THREADS)).isEqualTo(2);
    assertThat(graph.alice.charge(Resource.THREADS, 1)).isInstanceOf(ScopeClosed.class);
  }
}
