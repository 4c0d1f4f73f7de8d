package dev.stint.profiles.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden vectors, most of them of the system that the rules come from. */
class ConcurrencyTest {
  private static final long PLENTY = 1L << 40;
  private static final long MANY = 1_000_000;

  @ParameterizedTest
  @Tag("P54")
  @Tag("L-2")
  @Tag("L-3")
  @CsvSource({"1, 2", "2, 2", "3, 2", "4, 2", "8, 6", "16, 14", "0, 2"})
  void blocking_isCoresLessTheReserve_twoAtLeast(int cores, int expected) throws Exception {
    assertThat(derived(FakeHost.facts(cores, PLENTY, MANY)).blocking().value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @Tag("P54")
  @Tag("L-4")
  @Tag("L-5")
  @Tag("L-6")
  @CsvSource({
    "8, -1, 512",
    "8, 0, 512",
    "8, 1024, 512",
    "8, 50, 25",
    "8, 1, 1",
    "1, 65536, 64",
    "64, 1024, 512",
    "0, -1, 128"
  })
  void io_isByCores_butAtMostHalfTheDescriptors(int cores, long fds, int expected)
      throws Exception {
    assertThat(derived(FakeHost.facts(cores, PLENTY, fds)).io().value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @Tag("P54")
  @Tag("L-7")
  @CsvSource({"1, 8", "4, 8", "8, 16", "16, 32", "32, 64", "64, 64"})
  void pool_isTwoForEachCore_8To64(int cores, int expected) throws Exception {
    assertThat(derived(FakeHost.facts(cores, PLENTY, MANY)).poolLimit().value())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @Tag("O-L1")
  @Tag("L-D3")
  @CsvSource({"128, 1", "256, 1", "512, 2", "1024, 4", "2048, 8", "4096, 16", "16384, 32"})
  void pool_neverExceedsMemory_itsFloorYields(long mebibytes, int expected) throws Exception {
    assertThat(derived(FakeHost.facts(16, mebibytes << 20, MANY)).poolLimit().value())
        .isEqualTo(expected);
  }

  @Test
  @Tag("O-L1")
  void pool_ofObservedInstances_isLarger() throws Exception {
    HostFacts small = FakeHost.facts(16, 512L << 20, MANY);
    SlotMemory observed = new SlotMemory(4L << 20, 4);

    assertThat(Concurrency.derive(small, Settings.none(), observed).poolLimit())
        .hasToString("32 from derived cores [16] x 2, 8 to 64");
  }

  @ParameterizedTest
  @Tag("P54")
  @Tag("L-8")
  @Tag("L-17")
  @CsvSource({"32, 4", "4, 4", "3, 3", "1, 1"})
  void warmSet_isFour_orThePool(int limit, int warm) {
    assertThat(PoolSize.of(limit).warm()).isEqualTo(warm);
  }

  @Test
  @Tag("L-9")
  void singleStore_hasOneInstance_whateverThePool() throws Exception {
    Concurrency wide = derived(FakeHost.facts(64, PLENTY, MANY));

    assertThat(wide.pool(true)).isEqualTo(new PoolSize(1, 1));
    assertThat(wide.pool(false)).isEqualTo(new PoolSize(64, 4));
  }

  @Test
  @Tag("L-17")
  void settings_areKept() throws Exception {
    Concurrency set =
        Concurrency.derive(FakeHost.facts(8, PLENTY, MANY), arguments("7", "900", "40"));

    assertThat(sizes(set)).isEqualTo("7 900 40");
    assertThat(set.warnings()).isEmpty();
  }

  @Test
  @Tag("L-14")
  @Tag("L-17")
  void zero_becomesOne_withAWarning() throws Exception {
    Concurrency set = Concurrency.derive(FakeHost.facts(8, PLENTY, MANY), arguments("0", "0", "0"));

    assertThat(sizes(set)).isEqualTo("1 1 1");
    assertThat(set.warnings())
        .containsExactly(
            "setting [capsule.hostBlockingConcurrency] from argument"
                + " [--host-blocking-concurrency] is [0], taken as [1] (STINT-P043)",
            "setting [capsule.hostIoConcurrency] from argument"
                + " [--host-io-concurrency] is [0], taken as [1] (STINT-P043)",
            "setting [capsule.instancePoolSize] from argument"
                + " [--instance-pool-size] is [0], taken as [1] (STINT-P043)");
  }

  @Test
  @Tag("L-17")
  @Tag("L-15")
  void nothingSet_isTheDerivedValue_andGatesHaveThatManyPermits() throws Exception {
    HostFacts facts = FakeHost.facts(8, PLENTY, 1024);
    Concurrency derived = derived(facts);
    Concurrency set = Concurrency.derive(facts, arguments("3", "11", "8"));

    assertThat(sizes(derived)).isEqualTo("6 512 16");
    assertThat(new PermitGate(set.blocking().value()).size()).isEqualTo(3);
    assertThat(new PermitGate(set.io().value()).size()).isEqualTo(11);
  }

  @Test
  @Tag("O-L4")
  void everyValue_namesItsInputs() throws Exception {
    Concurrency bound = derived(FakeHost.facts(4, 512L << 20, 50));
    Concurrency blind = derived(FakeHost.facts(0, 0, 0));

    assertThat(bound.blocking()).hasToString("2 from derived cores [4] - 2, at least 2");
    assertThat(bound.io()).hasToString("25 from derived half of [50] descriptors");
    assertThat(bound.poolLimit())
        .hasToString("2 from derived memory / 4 / 64Mi an instance, at least 1");
    assertThat(blind.io())
        .hasToString(
            "128 from derived cores [2] as they are unknown x 64, at least 64;"
                + " descriptors unknown, not bounded by them");
    assertThat(blind.poolLimit())
        .hasToString(
            "8 from derived cores [2] as they are unknown x 2, 8 to 64;"
                + " memory unknown, not bounded by it");
  }

  @Test
  @Tag("P54")
  @Tag("L-16")
  void every_hostFromOneTo256Cores_keepsTheRules() throws Exception {
    long[] limits = {-1, 0, 1, 2, 50, 1024, MANY, Long.MAX_VALUE};
    for (int cores = 1; cores <= 256; cores++) {
      for (long fds : limits) {
        check(cores, fds, derived(FakeHost.facts(cores, PLENTY, fds)));
      }
    }
  }

  /** The rules once more, in other words than those of the code. */
  private static void check(int cores, long fds, Concurrency derived) {
    boolean known = fds > 0 && fds != Long.MAX_VALUE;
    int blocking = derived.blocking().value();
    int io = derived.io().value();
    int pool = derived.poolLimit().value();

    assertThat(blocking).as("blocking of %d", cores).isEqualTo(cores < 4 ? 2 : cores - 2);
    assertThat(pool).as("pool of %d", cores).isEqualTo(Math.min(64, Math.max(8, cores + cores)));
    long half = known ? Math.max(1, fds / 2) : Long.MAX_VALUE;
    assertThat(io).as("io of %d and %d", cores, fds).isEqualTo((int) Math.min(64L * cores, half));
    assertThat(Math.min(Math.min(blocking, io), pool)).isPositive();
    if (!known || fds >= 2L * cores && cores >= 2) {
      assertThat(io).as("io of %d and %d", cores, fds).isGreaterThanOrEqualTo(blocking);
    }
    assertThat(derived.pool(false).warm()).isEqualTo(4);
  }

  private static Concurrency derived(HostFacts facts) throws HostException {
    return Concurrency.derive(facts, Settings.none());
  }

  private static Settings arguments(String blocking, String io, String pool) throws HostException {
    Map<HostSetting, String> typed =
        Map.of(HostSetting.BLOCKING, blocking, HostSetting.IO, io, HostSetting.POOL, pool);
    SettingsFile empty = SettingsFile.read("s", "{}".getBytes(StandardCharsets.UTF_8));
    return new Settings(typed, name -> null, empty, name -> null);
  }

  private static String sizes(Concurrency of) {
    return of.blocking().value() + " " + of.io().value() + " " + of.poolLimit().value();
  }
}
