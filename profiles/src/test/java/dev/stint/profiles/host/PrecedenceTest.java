package dev.stint.profiles.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.origin.Origin;
import dev.stint.profiles.origin.Sourced;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceTest {
  private static final HostFacts FACTS = FakeHost.facts(8, 1L << 40, 1024);
  private static final int ABSENT = -1;

  @Test
  @Tag("P55")
  @Tag("L-12")
  void firstPresent_decides_inEveryCombination_andIsAtLeastOne() throws Exception {
    int[] values = {0, 3};
    for (int present = 0; present < 32; present++) {
      for (int value : values) {
        for (HostSetting setting : HostSetting.values()) {
          check(setting, present, value);
        }
      }
    }
  }

  /**
   * The bits of {@code present}: argument, property, file, environment; the fifth says whether the
   * host is one whose derived value is another.
   */
  private static void check(HostSetting setting, int present, int least) throws HostException {
    HostFacts facts = (present & 16) == 0 ? FACTS : FakeHost.facts(1, 1L << 40, 10);
    int[] set = new int[4];
    for (int i = 0; i < 4; i++) {
      set[i] = (present & 1 << i) == 0 ? ABSENT : least + i;
    }
    Settings settings =
        new Settings(
            set[0] == ABSENT ? Map.of() : Map.of(setting, Integer.toString(set[0])),
            name -> name.equals(setting.property()) ? text(set[1]) : null,
            set[2] == ABSENT ? SettingsFile.NONE : file(setting, set[2]),
            name -> name.equals(setting.variable()) ? text(set[3]) : null);

    Sourced<Integer> chosen = value(setting, Concurrency.derive(facts, settings));

    int first = 0;
    while (first < 4 && set[first] == ABSENT) {
      first++;
    }
    Sourced<Integer> derived = value(setting, Concurrency.derive(facts, Settings.none()));
    int expected = first == 4 ? derived.value() : Math.max(1, set[first]);
    assertThat(chosen.value()).as("%s %d", setting, present).isEqualTo(expected);
    assertThat(chosen.origin()).isEqualTo(Origin.values()[first]);
    assertThat(chosen.overridden()).hasSize(Integer.bitCount(present & 15));
  }

  private static @Nullable String text(int value) {
    return value == ABSENT ? null : Integer.toString(value);
  }

  private static SettingsFile file(HostSetting setting, int value) throws HostException {
    return file("capsule:\n  " + setting.field() + ": " + value + "\n");
  }

  private static SettingsFile file(String yaml) throws HostException {
    return SettingsFile.read("stint.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static Sourced<Integer> value(HostSetting setting, Concurrency of) {
    return switch (setting) {
      case BLOCKING -> of.blocking();
      case IO -> of.io();
      case POOL -> of.poolLimit();
    };
  }

  @ParameterizedTest
  @Tag("L-13")
  @CsvSource({
    "BLOCKING, stint.capsule.hostBlockingConcurrency, STINT_CAPSULE_HOST_BLOCKING_CONCURRENCY,"
        + " --host-blocking-concurrency",
    "IO, stint.capsule.hostIoConcurrency, STINT_CAPSULE_HOST_IO_CONCURRENCY,"
        + " --host-io-concurrency",
    "POOL, stint.capsule.instancePoolSize, STINT_CAPSULE_INSTANCE_POOL_SIZE, --instance-pool-size"
  })
  void names_areTheSameWordsEverywhere(
      HostSetting setting, String property, String variable, String option) {
    assertThat(setting.property()).isEqualTo(property);
    assertThat(setting.variable()).isEqualTo(variable);
    assertThat(setting.option()).isEqualTo(option);
  }

  @Test
  @Tag("O-L5")
  void origins_areShown_alsoOfWhatWasOverridden() throws Exception {
    Settings settings =
        new Settings(
            Map.of(),
            name -> null,
            file("capsule:\n  instancePoolSize: 12\n"),
            name -> name.equals("STINT_CAPSULE_INSTANCE_POOL_SIZE") ? "20" : null);

    Sourced<Integer> pool = Concurrency.derive(FACTS, settings).poolLimit();

    assertThat(pool).hasToString("12 from file stint.yaml:2");
    assertThat(pool.overridden())
        .extracting(Object::toString)
        .containsExactly(
            "20 from environment STINT_CAPSULE_INSTANCE_POOL_SIZE",
            "16 from derived cores [8] x 2, 8 to 64");
  }

  @ParameterizedTest
  @CsvSource({"-1", "''", "1.5", "ten", "10000001", "99999999999999999999", "' 4'", "4k"})
  void value_thatIsNoCount_isRefused_evenWhenOverridden(String text) {
    Settings settings =
        new Settings(
            Map.of(HostSetting.IO, "4"),
            name -> null,
            SettingsFile.NONE,
            name -> name.equals("STINT_CAPSULE_HOST_IO_CONCURRENCY") ? text : null);

    assertThatThrownBy(() -> Concurrency.derive(FACTS, settings))
        .isInstanceOf(HostException.class)
        .hasMessage(
            "setting [capsule.hostIoConcurrency] from environment"
                + " [STINT_CAPSULE_HOST_IO_CONCURRENCY], value ["
                + text
                + "] is not a whole number from 0 to [10000000] (STINT-P040)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          capsul: {}                  | 1:1: unknown field [capsul], did you mean [capsule]?
          x: 1                        | 1:1: unknown field [x], there are [capsule]
          capsule: 3                  | 1:10: field [capsule] is a map of fields
          capsule: {instancePool: 3}  | 1:11: unknown field [instancePool], did you mean [instancePoolSize]?
          capsule: {instancePoolSize: [1]} | 1:29: field [instancePoolSize] is one number
          capsule: {instancePoolSize: } | 1:28: field [instancePoolSize] is one number
          3                           | 1:1: settings are a map, such as [capsule: {instancePoolSize: 16}]
          """)
  void file_thatIsNotSettings_isRefusedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> file(yaml))
        .isInstanceOf(HostException.class)
        .hasMessage("stint.yaml:" + message + " (STINT-P041)");
  }

  @Test
  void file_thatIsNotThere_isRefused() {
    assertThatThrownBy(() -> SettingsFile.read(java.nio.file.Path.of("no-such-file")))
        .isInstanceOf(HostException.class)
        .hasMessage("no-such-file: not a file that can be read (STINT-P041)");
  }
}
