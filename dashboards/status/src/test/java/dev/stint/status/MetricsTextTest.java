package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Snapshots;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
  private static final String THREADS = "{resource=\"threads\",unit=\"count\",";
  private final MetricsText metrics = new MetricsText();

  @Test
  void render_withPrincipals_namesThem() {
    Snapshots snapshots = Samples.snapshots(Samples.aliceAndBob());

    assertThat(metrics.render(snapshots.snapshot(), true).lines())
        .contains(
            "# TYPE stint_used gauge",
            "# TYPE stint_denied_total counter",
            "stint_used" + THREADS + "scope=\"principal\",principal=\"alice\"} 3",
            "stint_used" + THREADS + "scope=\"system\",principal=\"-\"} 3",
            "stint_limit" + THREADS + "scope=\"principal\",principal=\"alice\"} 4",
            "stint_denied_total" + THREADS + "scope=\"principal\",principal=\"alice\"} 1",
            "stint_total" + THREADS + "scope=\"principal\",principal=\"alice\"} 3",
            "stint_faults 0")
        .noneMatch(line -> line.startsWith("stint_limit") && line.contains("bob"))
        .noneMatch(line -> line.contains("session"));
  }

  @Test
  void render_withoutPrincipals_sumsByScopeClass() {
    Ledgers ledgers = Samples.aliceAndBob();
    ledgers.principal("bob").charge(Resource.THREADS, 5);

    String text = metrics.render(Samples.snapshots(ledgers).snapshot(), false);

    assertThat(text).doesNotContain("alice", "bob", "principal=");
    assertThat(text).contains("stint_used" + THREADS + "scope=\"principal\"} 8\n");
  }

  @Test
  void render_ofManyPrincipals_namesAHundred() {
    Ledgers ledgers = Samples.ledgers();
    for (int i = 0; i < 150; i++) {
      ledgers.principal("p" + i).charge(Resource.THREADS, 1);
    }

    String text = metrics.render(new Snapshots(ledgers).snapshot(), true);

    String row = "stint_used" + THREADS + "scope=\"principal\"";
    assertThat(text.lines().filter(line -> line.startsWith(row))).hasSize(101);
    assertThat(text).contains(row + ",principal=\"_other\"} 50\n");
  }

  @Test
  void counters_ofAClosedPrincipal_stayInTheSumOfTheClass() {
    Ledgers ledgers = Samples.ledgers();
    Snapshots snapshots = new Snapshots(ledgers);
    ledgers.principal("alice").charge(Resource.FUEL, 10);
    ledgers.principal("bob").charge(Resource.FUEL, 5);
    String sum = "stint_total{resource=\"fuel\",unit=\"instructions\",scope=\"principal\"} ";
    assertThat(metrics.render(snapshots.snapshot(), false)).contains(sum + "15\n");

    Scope alice = ledgers.principal("alice");
    alice.close();
    assertThat(metrics.render(snapshots.snapshot(), false)).contains(sum + "15\n");

    ledgers.principal("alice").charge(Resource.FUEL, 1);
    assertThat(metrics.render(snapshots.snapshot(), false)).contains(sum + "16\n");
    assertThat(metrics.render(snapshots.snapshot(), true))
        .contains("scope=\"principal\",principal=\"alice\"} 1\n")
        .doesNotContain("principal=\"\"");
  }
}
