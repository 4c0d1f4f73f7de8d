package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockProfilesTest {
  private static final MonotonicClock STILL = () -> 0;

  @Test
  void names_areTheFilesOfTheJar() {
    assertThat(StockProfiles.names()).containsExactly("guest", "service", "test");
  }

  @Test
  void name_thatIsNotThere_isRefused() {
    assertThatThrownBy(() -> StockProfiles.load("../guest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no stock profile [../guest]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"guest", "service", "test"})
  void profile_bound_deniesTheFirstChargeAboveEachLimit(String name) throws Exception {
    ProfileDocument stock = StockProfiles.load(name);
    Ledgers ledgers = new Ledgers(STILL, new MemoryAudit(1_000));
    Broker broker = new Broker(ledgers, "test");
    broker.bindSystem(stock, false);
    Scope scope = ledgers.principal("someone");
    broker.bind(scope, stock.forPrincipal("someone"), false);

    assertThat(stock.warnings()).isEmpty();
    assertThat(stock.profileId()).isEqualTo(name);
    Map<Resource, Limit> limits = stock.forPrincipal("someone").limits();
    assertThat(limits).isNotEmpty();
    limits.forEach((resource, limit) -> exhaust(scope, resource, limit, name));
  }

  private static void exhaust(Scope scope, Resource resource, Limit limit, String name) {
    assertThat(scope.charge(resource, limit.hard() + limit.burst())).as(resource.label()).isNull();

    Denied denied = scope.charge(resource, 1);

    assertThat(denied).as(resource.label()).isNotNull();
    assertThat(denied.origin()).startsWith(name + ".yaml:").contains(" ");
    assertThat(denied.principal()).isEqualTo("someone");
  }

  @Test
  void guest_mayWaitForBytesFromTheNetwork() {
    Limit netIn = StockProfiles.load("guest").defaults().limits().get(Resource.NET_IN);

    assertThat(netIn.admission()).isEqualTo(Admission.WAITING);
  }

  @Test
  void test_hasAnEntryThatReplacesTheDefaults() {
    Map<Resource, Limit> greedy = StockProfiles.load("test").forPrincipal("greedy").limits();

    assertThat(greedy).containsOnlyKeys(Resource.THREADS);
  }
}
