package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Transient scopes that come, get other deadlines, move away and are swept, on a virtual clock. */
final class DeadlineWorld implements Property.World {
  private final Graph graph = new Graph();
  private final Map<Scope, Long> due = new LinkedHashMap<>();
  private int names;

  DeadlineWorld() {
    graph.ledgers.transientDeadline(100);
  }

  @Override
  public void step(SplittableRandom random, StringBuilder log) {
    long now = graph.clock.nanoTime();
    Scope[] live = due.keySet().toArray(new Scope[0]);
    Scope any = live.length == 0 ? null : live[random.nextInt(live.length)];
    switch (random.nextInt(any == null ? 2 : 6)) {
      case 0 -> {
        log.append("open");
        Scope dmz = graph.ledgers.transientScope();
        Scope scope = dmz.child(ScopeKind.CONNECTION, "c" + names++);
        scope.reserveOrThrow(Resource.THREADS, 1);
        due.put(scope, now + 100);
      }
      case 1 -> {
        long by = random.nextInt(60);
        log.append("advance ").append(by);
        graph.clock.advance(by);
      }
      case 2 -> {
        long at = now + random.nextInt(200);
        log.append(any).append(" expires at ").append(at);
        any.expiresAt(at);
        due.put(any, at);
      }
      case 3 -> {
        log.append("move ").append(any);
        assertThat(any.rebind(graph.alice)).isNull();
        due.remove(any);
        any.close();
      }
      default -> {
        log.append("sweep at ").append(now);
        long expected = due.values().stream().filter(at -> at <= now).count();
        assertThat(graph.ledgers.reaper().sweep().expired()).isEqualTo((int) expected);
        due.forEach((scope, at) -> assertThat(scope.isClosed()).isEqualTo(at <= now));
        due.values().removeIf(at -> at <= now);
      }
    }
    assertThat(graph.used(graph.system, Resource.THREADS)).isEqualTo(due.size());
    assertThat(graph.ledgers.deadlines(1000)).hasSize(due.size());
  }
}
