package dev.stint.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Snapshot;
import dev.stint.ledger.Snapshots;
import dev.stint.profiles.Broker;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.report.EvidenceCollector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Whatever principals do, the profile that is suggested from readings of it admits the same again:
 * random work is done by ledgers that only count, then by ledgers with the suggested limits.
 */
class ReplayTest {
  private static final long SEED = Long.getLong("stint.seed", 20_261_120L);
  private static final int ROUNDS = 300;
  private static final long MILLI_NANOS = 1_000_000L;
  private static final Resource[] RESOURCES = {
    Resource.THREADS, Resource.SOCKETS, Resource.LOG_BYTES, Resource.FUEL, Resource.HEAP_ALLOCATED
  };
  private static final Set<String> DENYING =
      Set.of("threads", "sockets", "log.bytes", "fuel", "heap.allocated");

  /** After so many milliseconds the principal takes the amount, or gives it back. */
  private record Step(long millis, String principal, Resource resource, long amount) {}

  @Test
  void suggestedProfile_admitsTheObservedWork_whateverItIs() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Step> steps = work(new SplittableRandom(SEED + round));
      String refused = replay(steps, suggested(steps, round), round);
      if (refused != null) {
        throw new AssertionError(
            "seed " + SEED + " round " + round + ": " + refused + "\n" + shrunk(steps, round));
      }
    }
  }

  @Test
  void stockLimit_oneBelowThePeak_isDenied() throws Exception {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      steps.add(new Step(100, "alice", Resource.THREADS, 1));
    }
    String yaml = suggested(steps, 0);
    assertThat(yaml).contains("threadLimit: 9  # peak 9 ");

    assertThat(replay(steps, yaml, 0)).isNull();
    assertThat(replay(steps, yaml.replace("threadLimit: 9", "threadLimit: 8"), 0))
        .contains("threads, requested [1], used [8], hard [8]");
  }

  @Test
  void flowLimit_belowWhatWasSpentAtOnce_isDenied() throws Exception {
    List<Step> steps =
        List.of(
            new Step(100, "alice", Resource.FUEL, 900), new Step(1_500, "alice", Resource.FUEL, 1));
    String yaml = suggested(steps, 0);
    assertThat(yaml)
        .contains("fuelPerWindow: 910/s  # spent 900 in 1s, by the readings no more than 901 ");

    assertThat(replay(steps, yaml, 0)).isNull();
    assertThat(replay(steps, yaml.replace("910/s", "890/s"), 0)).contains("fuel, requested [900]");
  }

  private static List<Step> work(SplittableRandom random) {
    List<Step> steps = new ArrayList<>();
    Map<String, Long> held = new java.util.HashMap<>();
    int count = random.nextInt(1, 120);
    long pause = random.nextLong(1, 2_000);
    for (int i = 0; i < count; i++) {
      String principal = random.nextBoolean() ? "alice" : "bob";
      Resource resource = RESOURCES[random.nextInt(RESOURCES.length)];
      long amount = 1 + random.nextLong(1L << random.nextInt(1, 24));
      String key = principal + resource;
      long now = held.getOrDefault(key, 0L);
      if (resource.kind() == ResourceKind.STOCK && now > 0 && random.nextInt(3) == 0) {
        amount = -now;
      }
      held.merge(key, amount, Long::sum);
      steps.add(new Step(random.nextLong(pause), principal, resource, amount));
    }
    return steps;
  }

  /** Without headroom: what was observed, and not what lies above it, must be admitted. */
  private static String suggested(List<Step> steps, int round) {
    SplittableRandom random = new SplittableRandom(round);
    long every = random.nextInt(3) == 0 ? random.nextLong(200, 5_000) : 1_000;
    Graph graph = new Graph(0);
    EvidenceCollector collector = new EvidenceCollector(1_000 * MILLI_NANOS);
    collector.began(0);
    long now = 0;
    long next = every;
    for (Step step : steps) {
      now += step.millis();
      while (next < now) {
        graph.clock.set(next * MILLI_NANOS);
        collector.add(graph.snapshot(next));
        next += every;
      }
      graph.clock.set(now * MILLI_NANOS);
      graph.apply(step);
    }
    collector.add(graph.snapshot(next));
    Headroom none = new Headroom(BigDecimal.ONE);
    return Suggester.suggest(collector.evidence("replay", null), null, none, DENYING).yaml();
  }

  /** What was refused, or null; windows begin at another moment than in the first run. */
  private static @Nullable String replay(List<Step> steps, String yaml, int round)
      throws ProfileException {
    long phase = new SplittableRandom(~round).nextLong(1_000 * MILLI_NANOS);
    ProfileDocument profile = SuggesterTest.read(yaml);
    Graph graph = new Graph(-phase);
    graph.bind(profile);
    long now = 0;
    for (Step step : steps) {
      now += step.millis();
      graph.clock.set(now * MILLI_NANOS);
      Denied denied = graph.apply(step);
      if (denied != null) {
        return denied.message() + "\n" + yaml;
      }
    }
    return null;
  }

  /** Fewer steps that are refused as well. */
  private static List<Step> shrunk(List<Step> steps, int round) throws ProfileException {
    List<Step> least = new ArrayList<>(steps);
    for (int i = least.size() - 1; i >= 0; i--) {
      List<Step> fewer = new ArrayList<>(least);
      fewer.remove(i);
      boolean holds = fewer.stream().noneMatch(step -> step.amount() < 0);
      if (holds && replay(fewer, suggested(fewer, round), round) != null) {
        least = fewer;
      }
    }
    return least;
  }

  /** Ledgers whose time the test moves. */
  private static final class Graph {
    final AtomicLong clock;
    private final Ledgers ledgers;

    Graph(long start) {
      clock = new AtomicLong(start);
      ledgers = new Ledgers(clock::get, new MemoryAudit(64));
      ledgers.principal("alice");
      ledgers.principal("bob");
    }

    void bind(ProfileDocument profile) throws ProfileException {
      Broker broker = new Broker(ledgers, "test");
      broker.bindSystem(profile, false);
      for (String name : new String[] {"alice", "bob"}) {
        broker.bind(ledgers.principal(name), profile.forPrincipal(name), false);
      }
    }

    /** The refusal, or what is post-paid and lies above the limit. */
    @Nullable
    Denied apply(Step step) {
      Scope scope = ledgers.principal(step.principal());
      if (step.amount() < 0) {
        scope.refund(step.resource(), -step.amount());
        return null;
      }
      if (step.resource() == Resource.HEAP_ALLOCATED) {
        scope.record(step.resource(), step.amount());
        Ledger ledger = scope.ledger(step.resource());
        return ledger.excess() == 0 ? null : scope.charge(step.resource(), 1);
      }
      return scope.charge(step.resource(), step.amount());
    }

    Snapshot snapshot(long millis) {
      List<Snapshot.ScopeView> scopes = new Snapshots(ledgers).snapshot().scopes();
      return new Snapshot(millis, scopes, new AuditHead(0, ""), 0, Map.of());
    }
  }
}
