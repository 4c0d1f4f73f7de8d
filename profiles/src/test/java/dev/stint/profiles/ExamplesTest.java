package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.profiles.ProfileReader.Strictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example is read strictly, enforced whole, and does what its lesson says. */
class ExamplesTest {
  static final Path FOLDER = Path.of("examples");

  private final AtomicLong now = new AtomicLong();
  private final Ledgers ledgers = new Ledgers(now::get, new MemoryAudit(10_000));

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static ProfileDocument read(String name) throws ProfileException {
    return ProfileReader.read(FOLDER.resolve(name), Strictness.STRICT);
  }

  private Enforced.Graph bound(String name) throws ProfileException {
    return Enforced.Graph.bind(ledgers, read(name));
  }

  @Test
  void lessons_areNumberedFromOneToFive() throws IOException {
    assertThat(names()).extracting(name -> name.charAt(1)).containsExactly('1', '2', '3', '4', '5');
    assertThat(names()).allMatch(name -> name.matches("0\\d-[a-z-]+\\.yaml"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void example_isShort_andItsHeadSaysWhatToWatch(String name) throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve(name));
    String head =
        String.join("\n", lines.stream().takeWhile(line -> line.startsWith("#")).toList());

    assertThat(lines).hasSizeLessThanOrEqualTo(60);
    assertThat(head)
        .startsWith("# Lesson " + name.charAt(1) + ": ")
        .contains("The idea: ")
        .contains("What to watch: ");
  }

  @ParameterizedTest
  @MethodSource("names")
  void example_bound_deniesTheFirstChargeAboveEachLimit(String name) throws Exception {
    ProfileDocument example = read(name);

    assertThat(example.warnings()).isEmpty();
    assertThat(name).endsWith("-" + example.profileId() + ".yaml");
    assertThat(Enforced.check(example, FOLDER, StockProfilesTest.FOLDER)).isPositive();
  }

  @Test
  void noisyTenant_isLimited_andTheOthersAreNot() throws Exception {
    Enforced.Graph graph = bound("01-one-noisy-tenant.yaml");
    String night = "com.example.shop.reports.Night";

    assertThat(graph.document().match(night, null, null).principal()).isEqualTo("reports");
    assertThat(graph.document().match("com.example.shop.Checkout", null, null)).isNull();
    assertThat(graph.principal("reports").charge(Resource.THREADS, 25)).isNotNull();
    assertThat(graph.principal("checkout").charge(Resource.THREADS, 10_000)).isNull();
  }

  @Test
  void plugins_atTheirLimits_leaveTheHostItsShare() throws Exception {
    Enforced.Graph graph = bound("02-plugins-by-class-loader.yaml");
    Scope host = graph.principal("default");

    assertThat(graph.principal("plugins").charge(Resource.THREADS, 150)).isNull();
    assertThat(graph.principal("bundled").charge(Resource.THREADS, 50)).isNull();
    assertThat(graph.principal("plugins").charge(Resource.THREADS, 1)).isNotNull();
    assertThat(host.charge(Resource.THREADS, 100)).isNull();
    assertThat(host.charge(Resource.THREADS, 1).message()).contains("at [system], profile [02-");
  }

  @Test
  void plugin_isFoundByItsLoader_whateverItsPackageIs() throws Exception {
    ProfileDocument plugins = read("02-plugins-by-class-loader.yaml");
    String loader = "com.example.host.PluginClassLoader";

    assertThat(plugins.match("java.lang.Innocent", "/srv/x.jar", loader).principal())
        .isEqualTo("plugins");
    assertThat(plugins.match("com.example.host.Main", "/srv/host.jar", "app")).isNull();
  }

  @Test
  void generatedCode_thatSpentItsTotal_getsNothingTheNextDay() throws Exception {
    Scope program = bound("03-generated-code.yaml").principal(Enforced.SOMEONE);

    assertThat(program.charge(Resource.FUEL, 100_000_000)).isNull();
    now.addAndGet(24 * 3_600_000_000_000L);

    assertThat(program.charge(Resource.FUEL, 1).message()).contains("retry [no]");
  }

  @Test
  void workloads_neverHaveMoreThanTheirTenant() throws Exception {
    Enforced.Graph graph = bound("04-tenants-and-workloads.yaml");
    Scope batch = graph.principal("acme-batch");

    assertThat(graph.principal("acme-web").charge(Resource.THREADS, 100)).isNull();
    assertThat(batch.charge(Resource.THREADS, 20)).isNull();

    assertThat(batch.charge(Resource.THREADS, 1).message())
        .contains("used [120], hard [120], at [system/acme], profile [04-");
    assertThat(graph.principal("globex").charge(Resource.THREADS, 200)).isNull();
  }

  @Test
  void workload_withALimitOfItsOwn_isNotGivenThatOfTheNetworkProfile() throws Exception {
    Enforced.Graph graph = bound("04-tenants-and-workloads.yaml");

    assertThat(graph.principal("acme-web").charge(Resource.SOCKETS, 51).hard()).isEqualTo(50);
    assertThat(graph.principal("acme").charge(Resource.SOCKETS, 61).hard()).isEqualTo(60);
    assertThat(graph.principal("acme-batch").charge(Resource.LISTENERS, 1).hard()).isZero();
  }

  @Test
  void tenantWithoutAnEntry_hasTheStockProfile_butForOneField() throws Exception {
    ProfileDocument tenants = read("04-tenants-and-workloads.yaml");

    assertThat(tenants.defaults().limits().get(Resource.THREADS).hard()).isEqualTo(50);
    assertThat(tenants.defaults().limits().get(Resource.SOCKETS).origin())
        .startsWith("service.yaml:");
  }

  @Test
  void testBudgets_areTheCeilingOfEachTest() throws Exception {
    Scope test = bound("05-test-budgets.yaml").principal("test");
    Scope one = test.child(ScopeKind.SESSION, "ParserTest.parses");

    Denied denied = one.charge(Resource.SOCKETS, 1);

    assertThat(denied.principal()).isEqualTo("test");
    assertThat(denied.origin()).startsWith("05-test-budgets.yaml:").endsWith(" socketLimit");
  }
}
