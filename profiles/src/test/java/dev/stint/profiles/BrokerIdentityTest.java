package dev.stint.profiles;

import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names select a profile and stand in messages; only the scope that is handed over pays. */
class BrokerIdentityTest {
  private static final List<String> NAMES = List.of("alice", "bob", "carol");

  @Test
  @Tag("P25")
  void names_inAnyArgument_changeNoLedgersButThoseOfTheScopeThatIsHandedOver() {
    Worlds.check("names in arguments", 100, 20, Play::new);
  }

  private static final class Play implements Worlds.World {
    final Graph graph = new Graph();
    final List<Scope> scopes = new ArrayList<>();

    Play() {
      for (String name : NAMES) {
        Scope scope = graph.ledgers.principal(name);
        scopes.add(scope);
        scope.charge(THREADS, 1 + name.length());
      }
    }

    @Override
    public void step(SplittableRandom random, StringBuilder log) throws Exception {
      Scope caller = scopes.get(random.nextInt(scopes.size()));
      String named = NAMES.get(random.nextInt(NAMES.size()));
      int operation = random.nextInt(5);
      log.append(operation).append(" by ").append(caller).append(" naming ").append(named);
      Map<String, String> before = state();
      Broker broker = new Broker(graph.ledgers, named);
      Limit limit = Limit.hard(random.nextInt(9)).from(named);
      ResourceProfile profile = Graph.profile(named, 1, Map.of(THREADS, limit));
      switch (operation) {
        case 0 -> broker.bind(caller, profile, random.nextBoolean());
        case 1 -> broker.bind(BindRequest.of(caller, profile).from("system/" + named));
        case 2 -> broker.change(caller, SOCKETS, limit);
        case 3 -> broker.bind(BindRequest.of(caller, select(named)));
        default -> ProfileSummary.of(caller);
      }
      Map<String, String> after = state();
      for (Scope other : scopes) {
        if (other != caller) {
          for (String each : after.keySet()) {
            if (each.startsWith(other.path())) {
              assertThat(after.get(each)).as(each).isEqualTo(before.get(each));
            }
          }
        }
      }
      assertThat(graph.ledgers.system().ledger(THREADS).used()).isEqualTo(6 + 4 + 6);
    }

    private static PolicySources.Selected select(String name) throws ProfileException {
      String yaml = Yaml.HEAD + "principals: {" + name + ": {limits: {threadLimit: 3}}}\n";
      return PolicySources.none()
          .with(PolicySources.Kind.LOCAL_ACCOUNTS, Yaml.read(yaml))
          .select(name);
    }

    private Map<String, String> state() {
      Map<String, String> state = graph.state();
      for (Scope scope : scopes) {
        state.put(scope.path() + " used", "" + scope.ledger(THREADS).used());
      }
      return state;
    }
  }
}
