package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Soft above hard and child above parent are refused, and nothing else is. */
class CoherenceTest {
  private static final List<Resource> SOME = List.of(Resource.THREADS, Resource.SOCKETS);

  @Test
  @Tag("P78")
  void softAboveHard_isRefusedWithTheNameOfTheField() {
    Worlds.check(
        "soft and hard",
        20,
        20,
        () ->
            (random, log) -> {
              Resource resource = SOME.get(random.nextInt(2));
              int hard = random.nextInt(6);
              int soft = random.nextInt(6);
              String field = resource.profileField();
              String line = field + ": {hard: " + hard + ", soft: " + soft + "}";
              log.append(line);
              String refusal = Yaml.limitRefusal(line);
              if (soft <= hard) {
                assertThat(refusal).isEqualTo("accepted");
              } else {
                assertThat(refusal).startsWith("p.yaml:4:").contains(field).contains("STINT-P015");
              }
            });
  }

  @Test
  @Tag("P23")
  @Tag("P78")
  void childAboveAParent_isRefusedWithTheNameOfTheScope_andNothingIsBound() {
    Worlds.check("child and parent", 150, 25, Line::new);
  }

  @Test
  @Tag("P23")
  void childrenTogether_neverHoldMoreThanTheirParentAdmits() {
    Worlds.check("sum of children", 60, 60, Family::new);
  }

  /** A line of scopes, each with what is bound to it. */
  private static final class Line implements Worlds.World {
    final Graph graph = new Graph();
    final Broker broker = new Broker(graph.ledgers, "test");
    final List<Scope> line = new ArrayList<>();
    final List<Map<Resource, Long>> bound = new ArrayList<>();

    Line() {
      Scope scope = graph.ledgers.system();
      for (ScopeKind kind :
          List.of(ScopeKind.PRINCIPAL, ScopeKind.PRINCIPAL, ScopeKind.SESSION, ScopeKind.SPAN)) {
        line.add(scope);
        bound.add(Map.of());
        scope = kind == ScopeKind.SPAN ? scope : scope.child(kind, "s" + line.size());
      }
    }

    @Override
    public void step(SplittableRandom random, StringBuilder log) throws Exception {
      int at = random.nextInt(line.size());
      Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
      Map<Resource, Long> plain = new EnumMap<>(Resource.class);
      for (Resource each : SOME) {
        long hard = random.nextInt(10);
        if (random.nextBoolean()) {
          limits.put(each, Limit.hard(hard));
          plain.put(each, hard);
        }
      }
      log.append(line.get(at)).append(' ').append(plain);
      boolean above = false;
      for (Map<Resource, Long> parent : bound.subList(0, at)) {
        for (Resource each : plain.keySet()) {
          above |= parent.containsKey(each) && plain.get(each) > parent.get(each);
        }
      }
      Map<String, String> before = graph.state();
      String refusal = "";
      try {
        broker.bind(line.get(at), Graph.profile("p", 1, limits), false);
        bound.set(at, plain);
      } catch (ProfileException e) {
        refusal = e.getMessage();
      }
      if (above) {
        assertThat(refusal)
            .contains(" of [" + line.get(at).path() + "] is [")
            .endsWith("(STINT-P016)");
        assertThat(graph.state()).isEqualTo(before);
      } else {
        assertThat(refusal).isEmpty();
      }
    }
  }

  /** Sessions of one principal that take what they can; its limit only grows. */
  private static final class Family implements Worlds.World {
    final Graph graph = new Graph();
    final Broker broker = new Broker(graph.ledgers, "test");
    final Scope parent = graph.ledgers.principal("alice");
    long hard;

    @Override
    public void step(SplittableRandom random, StringBuilder log) throws Exception {
      int operation = random.nextInt(6);
      Scope child = parent.child(ScopeKind.SESSION, "s" + random.nextInt(4));
      log.append(operation).append(' ').append(child);
      if (operation == 0) {
        hard += random.nextInt(4);
        broker.bind(parent, profile(hard), false);
      } else if (operation == 1 && hard > 0) {
        broker.bind(child, profile(random.nextLong(hard + 1)), false);
      } else if (parent.ledger(Resource.THREADS).limit() != null) {
        child.charge(Resource.THREADS, 1 + random.nextInt(3));
      }
      long sum = 0;
      for (Scope each : parent.children()) {
        sum += each.ledger(Resource.THREADS).used();
      }
      assertThat(sum).isLessThanOrEqualTo(hard);
      assertThat(parent.ledger(Resource.THREADS).used()).isEqualTo(sum);
    }

    private static ResourceProfile profile(long hard) {
      return Graph.profile("p", 1, Map.of(Resource.THREADS, Limit.hard(hard)));
    }
  }
}
