package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random operations on a random graph against a plain model that recounts from the live tokens. */
class LedgerModelTest {
  private static final int RUNS = 60;
  private static final int STEPS = 400;
  private static final Resource[] RESOURCES = {Resource.THREADS, Resource.LINEAR_MEMORY};

  private record Held(Reservation token, Scope scope, Resource resource, long amount) {}

  @Test
  @Tag("P1")
  @Tag("P3")
  void everyLedger_equalsTheSumOfItsLiveTokens_afterEveryStep() {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    for (int run = 0; run < RUNS; run++) {
      new Run(seed + run).play();
    }
  }

  private static final class Run {
    private final long seed;
    private final Random random;
    private final Graph graph = new Graph();
    private final List<Scope> scopes = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final Map<Ledger, Long> limits = new HashMap<>();

    Run(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      scopes.add(graph.system);
      scopes.add(graph.alice);
      scopes.add(graph.ledgers.principal("bob"));
    }

    void play() {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(8)) {
          case 0 -> open();
          case 1 -> close();
          case 2 -> limit();
          case 3, 4 -> end();
          default -> reserve();
        }
        check(step);
      }
    }

    private Scope any() {
      return scopes.get(random.nextInt(scopes.size()));
    }

    private void open() {
      Scope parent = any();
      Scope other = any();
      String name = "s" + random.nextInt(5);
      scopes.add(
          random.nextBoolean()
              ? parent.child(ScopeKind.SESSION, name)
              : parent.child(ScopeKind.SESSION, name, other));
    }

    private void close() {
      Scope scope = any();
      if (scope.kind() == ScopeKind.SESSION) {
        scope.close();
        scopes.removeIf(Scope::isClosed);
        held.removeIf(h -> h.scope().isClosed());
      }
    }

    private void limit() {
      Scope scope = any();
      Resource resource = RESOURCES[random.nextInt(RESOURCES.length)];
      long hard = random.nextInt(60);
      graph.limit(scope, resource, hard);
      limits.put(scope.ledger(resource), hard);
    }

    private void reserve() {
      Scope scope = any();
      Resource resource = RESOURCES[random.nextInt(RESOURCES.length)];
      long amount = random.nextInt(12);
      boolean fits = fits(scope, resource, amount);
      Verdict verdict = scope.reserve(resource, amount);
      assertThat(verdict.granted()).as("seed %d: %s", seed, verdict).isEqualTo(fits);
      if (verdict instanceof Reservation token) {
        held.add(new Held(token, scope, resource, amount));
      }
    }

    private boolean fits(Scope scope, Resource resource, long amount) {
      for (Scope s : scope.line()) {
        Long hard = limits.get(s.ledger(resource));
        if (hard != null && sum(s, resource) + amount > hard) {
          return false;
        }
      }
      return true;
    }

    private void end() {
      if (held.isEmpty()) {
        return;
      }
      int index = random.nextInt(held.size());
      Held h = held.get(index);
      switch (random.nextInt(4)) {
        case 0 -> h.token().commit();
        case 1 -> {
          long actual = random.nextInt((int) h.amount() + 1);
          if (h.token().settle(actual)) {
            held.set(index, new Held(h.token(), h.scope(), h.resource(), actual));
          }
        }
        default -> {
          h.token().close();
          held.remove(index);
        }
      }
    }

    private long sum(Scope scope, Resource resource) {
      long sum = 0;
      for (Held h : held) {
        boolean below = List.of(h.scope().line()).contains(scope);
        sum += below && h.resource() == resource ? h.amount() : 0;
      }
      return sum;
    }

    private void check(int step) {
      for (Scope scope : scopes) {
        for (Resource resource : RESOURCES) {
          assertThat(scope.ledger(resource).used())
              .as("seed %d step %d %s %s", seed, step, scope, resource)
              .isEqualTo(sum(scope, resource));
        }
      }
      assertThat(graph.ledgers.faults()).as("seed %d", seed).isZero();
    }
  }
}
