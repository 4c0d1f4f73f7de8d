package dev.stint.profiles.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoScaleTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long[] MEMORY = {0, 128 * MIB, GIB, 4 * GIB, 16 * GIB, 64 * GIB};
  private static final long[] FDS = {256, 1_024, 4_096, 16_384, 65_536, 1_048_576};

  /** The reference: scope, base, growth for each GiB, descriptors; memory in MiB. */
  private static final String REFERENCE =
      """
      system        64 128 128 1024 2048 2048 128   64 128 128 1024 2048 2048 1024   256 1
      transient     32  64  64  128  256  256  32   16  32  32  128  256  256  128    64 4
      service        0   0   0 1024 4096 4096  64    0   0   0  512 2048 2048  128     0 0
      service-peer   0   0   0  128  256  256  16    0   0   0    4    8    8    4     0 0
      protocol       0   0   0  512 2048 2048  64    0   0   0  256  512  512  164     0 0
      protocol-peer  0   0   0   64  128  256  16    0   0   0    4    8   16    4     0 0
      peer           8   8   8  256  512  512  64    0   0   0  128  256  256  128     4 64
      conn           1   1   1    0    0    0  32    0   0   0    0    0    0    0     1 0
      stream         0   0   0    1    1    1  16    0   0   0    0    0    0    0     0 0
      """;

  @Test
  @Tag("P77")
  @Tag("R-16")
  @Tag("R-17")
  @Tag("R-18")
  @Tag("R-19")
  @Tag("R-20")
  @Tag("R-21")
  @Tag("R-22")
  void everyScope_isItsBaseAndItsGrowth() {
    for (long memory : MEMORY) {
      for (long fds : FDS) {
        AutoScale scaled = AutoScale.dedicated(memory, fds);
        REFERENCE.lines().forEach(line -> check(scaled, line, memory, fds));
      }
    }
  }

  private static void check(AutoScale scaled, String line, long memory, long fds) {
    String[] words = line.split(" +");
    ScaledScope scope = scope(words[0]);
    long[] row = Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
    long mib = memory > 128 * MIB ? memory / MIB : 0;
    long[] expected = new long[8];
    for (int i = 0; i < 6; i++) {
      expected[i] = row[i] + row[7 + i] * mib / 1024;
    }
    expected[6] = row[15] == 0 ? row[14] : Math.max(row[14], fds / row[15]);
    expected[7] = row[6] * MIB + row[13] * MIB * mib / 1024;

    assertThat(numbers(scaled.amounts(scope)))
        .as("%s with %d MiB and %d", scope.label(), memory / MIB, fds)
        .containsExactly(expected);
  }

  private static ScaledScope scope(String label) {
    return Arrays.stream(ScaledScope.values())
        .filter(scope -> scope.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static long[] numbers(ScopeAmounts of) {
    return new long[] {
      of.connsIn(),
      of.connsOut(),
      of.conns(),
      of.streamsIn(),
      of.streamsOut(),
      of.streams(),
      of.fds(),
      of.memoryBytes()
    };
  }

  /** The numbers that the reference implementation's own tests hold for 8 GiB and 16,384. */
  @Test
  @Tag("P77")
  void eightGibibytes_areAsInTheReference() {
    AutoScale scaled = AutoScale.dedicated(8 * GIB, 16_384);

    assertThat(numbers(scaled.amounts(ScaledScope.SYSTEM)))
        .containsExactly(576, 1152, 1152, 9216, 18432, 18432, 16384, 8724152320L);
    assertThat(numbers(scaled.amounts(ScaledScope.TRANSIENT)))
        .containsExactly(160, 320, 320, 1152, 2304, 2304, 4096, 1107296256);
    assertThat(numbers(scaled.amounts(ScaledScope.PEER)))
        .containsExactly(8, 8, 8, 1280, 2560, 2560, 256, 1140850688);
  }

  @ParameterizedTest
  @Tag("P77")
  @CsvSource({
    "0, 256, 128, 2048, 256, 134217728",
    "134217728, 1024, 128, 2048, 1024, 134217728",
    "134217729, 1024, 144, 2304, 1024, 268435456",
    "1073741824, 128, 256, 4096, 256, 1207959552",
    "4294967296, 4096, 640, 10240, 4096, 4429185024",
    "17179869184, 65536, 2176, 34816, 65536, 17314086912",
    "68719476736, 1048576, 8320, 133120, 1048576, 68853694464"
  })
  void system_goldenVectors(
      long memory, long fds, long conns, long streams, long fdLimit, long bytes) {
    ScopeAmounts system = AutoScale.dedicated(memory, fds).amounts(ScaledScope.SYSTEM);

    assertThat(system.conns()).isEqualTo(conns);
    assertThat(system.streams()).isEqualTo(streams);
    assertThat(system.fds()).isEqualTo(fdLimit);
    assertThat(system.memoryBytes()).isEqualTo(bytes);
  }

  @Test
  @Tag("P77")
  void more_ofEither_neverMakesALimitSmaller_norOverflows() {
    long[] memory = {
      0, 1, 128 * MIB, 128 * MIB + 1, GIB, GIB + 1, 64 * GIB, 1L << 50, 1L << 62, Long.MAX_VALUE
    };
    long[] fds = {0, 1, 63, 64, 256, 257, 1_048_576, 1L << 40, Long.MAX_VALUE};
    for (ScaledScope scope : ScaledScope.values()) {
      for (int m = 0; m < memory.length; m++) {
        for (int f = 0; f < fds.length; f++) {
          long[] here = numbers(AutoScale.dedicated(memory[m], fds[f]).amounts(scope));
          assertAtLeast(here, AutoScale.dedicated(memory[Math.max(0, m - 1)], fds[f]), scope);
          assertAtLeast(here, AutoScale.dedicated(memory[m], fds[Math.max(0, f - 1)]), scope);
        }
      }
    }
  }

  private static void assertAtLeast(long[] here, AutoScale less, ScaledScope scope) {
    long[] there = numbers(less.amounts(scope));
    for (int i = 0; i < here.length; i++) {
      assertThat(here[i]).as("%s %d", scope.label(), i).isGreaterThanOrEqualTo(there[i]);
      assertThat(there[i]).isNotNegative();
    }
  }

  @Test
  @Tag("R-16")
  void host_givesAnEighthOfItsMemory_andHalfOfItsDescriptors() {
    AutoScale scaled = AutoScale.of(FakeHost.facts(4, 64 * GIB, 32_768));

    assertThat(scaled.how()).isEqualTo("memory 64Gi / 8 = 8Gi, fds 32768 / 2 = 16384");
    assertThat(scaled.amounts(ScaledScope.SYSTEM))
        .isEqualTo(AutoScale.dedicated(8 * GIB, 16_384).amounts(ScaledScope.SYSTEM));
  }

  @Test
  void host_ofWhichNothingIsKnown_hasTheBase() {
    AutoScale scaled = AutoScale.of(FakeHost.facts(4, 0, 0));

    assertThat(scaled.how()).isEqualTo("memory unknown, base only, fds unknown, base only");
    assertThat(scaled.amounts(ScaledScope.SYSTEM))
        .isEqualTo(AutoScale.dedicated(0, 0).amounts(ScaledScope.SYSTEM));
  }

  @Test
  void limits_nameTheirOrigin_andLeaveOutWhatTheScopeNeverHolds() {
    AutoScale scaled = AutoScale.dedicated(GIB, 1_024);

    Map<Resource, Limit> stream = scaled.limits(ScaledScope.STREAM);
    assertThat(stream)
        .containsOnlyKeys(
            Resource.DIRECT_MEMORY,
            Resource.STREAMS_IN,
            Resource.STREAMS_OUT,
            Resource.STREAMS_TOTAL);
    assertThat(stream.get(Resource.DIRECT_MEMORY).origin()).isEqualTo("autoscale stream");
    assertThat(scaled.limits(ScaledScope.SYSTEM)).hasSize(8);
  }

  @Test
  void yaml_isAProfile_withTheSameLimits_inWholePages() throws Exception {
    AutoScale scaled = AutoScale.dedicated(3 * GIB + 5 * MIB, 4_096);

    ProfileDocument read = read(scaled.yaml());

    assertThat(scaled.yaml()).startsWith("# AutoScale: memory 3077Mi, fds 4096\nschema: 1\n");
    assertSame(read.system().limits(), scaled.limits(ScaledScope.SYSTEM));
    assertSame(read.defaults().limits(), scaled.limits(ScaledScope.PEER));
    assertThat(scaled.yaml()).endsWith(ProfilePrinter.print(read));
    for (ScaledScope scope : ScaledScope.values()) {
      assertSame(read(scaled.yaml(scope)).defaults().limits(), scaled.limits(scope));
    }
  }

  private static ProfileDocument read(String yaml) throws Exception {
    return ProfileReader.read("x", yaml.getBytes(StandardCharsets.UTF_8), Strictness.STRICT);
  }

  private static void assertSame(Map<Resource, Limit> read, Map<Resource, Limit> scaled) {
    assertThat(read).hasSameSizeAs(scaled);
    read.forEach(
        (resource, limit) -> {
          long exact = scaled.get(resource).hard();
          long page = resource == Resource.DIRECT_MEMORY ? 65_536 : 1;
          assertThat(limit.hard()).as(resource.label()).isEqualTo(exact / page * page);
        });
  }

  @Test
  void negativeAmounts_areNoHost() {
    assertThatThrownBy(() -> AutoScale.dedicated(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an amount: -1, 0");
  }
}
