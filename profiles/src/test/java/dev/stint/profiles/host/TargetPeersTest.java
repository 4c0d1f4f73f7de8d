package dev.stint.profiles.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("O-R2")
class TargetPeersTest {
  private static final long GIB = 1L << 30;

  @Test
  @Tag("R-5")
  void twoThousandPeers_fitOnAnOrdinaryMachine() throws Exception {
    TargetPeers target = TargetPeers.of(2_000, FakeHost.facts(4, 8 * GIB, 65_536));

    assertThat(target.how()).isEqualTo("memory 8Gi / 8 = 1Gi, fds 65536 / 2 = 32768");
    assertThat(target.system())
        .isEqualTo(new ScopeAmounts(2_400, 4_800, 4_800, 38_400, 76_800, 76_800, 32_768, GIB));
    assertThat(target.peer()).isEqualTo(new ScopeAmounts(1, 2, 2, 16, 32, 32, 16, 8 * 65_536));
  }

  @Test
  void fewPeers_haveRoomForTheUsualConnections_whereDescriptorsAllow() throws Exception {
    assertThat(TargetPeers.of(3, FakeHost.facts(4, 8 * GIB, 65_536)).system().conns())
        .isEqualTo(960);
    assertThat(TargetPeers.of(3, FakeHost.facts(4, 8 * GIB, 256)).system().conns()).isEqualTo(128);
    assertThat(TargetPeers.of(3, FakeHost.facts(4, 8 * GIB, 256)).peer().conns()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5000 | 64 | 20000  | fds, 12000, 10000, 4166
          427  | 64 | 2048   | fds, 1025, 1024, 426
          2049 | 8  | 100000 | direct.memory, 1049088Ki, 1Gi, 2048
          1    | 64 | 4      | fds, 3, 2, 0
          """)
  void tooMany_areRefused_withWhatBinds_andWhatFits(
      int peers, long gibibytes, long fds, String facts) {
    String[] fact = facts.split(", ");

    assertThatThrownBy(() -> TargetPeers.of(peers, FakeHost.facts(4, gibibytes * GIB, fds)))
        .isInstanceOf(HostException.class)
        .hasMessage(
            "cannot carry peers ["
                + peers
                + "]: binding resource ["
                + fact[0]
                + "], needs ["
                + fact[1]
                + "], the network has ["
                + fact[2]
                + "], largest that fits ["
                + fact[3]
                + "] (STINT-P042)");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1000001"})
  void numberThatIsNone_isRefused(int peers) {
    assertThatThrownBy(() -> TargetPeers.of(peers, FakeHost.facts(4, 8 * GIB, 65_536)))
        .isInstanceOf(HostException.class)
        .hasMessage("peers [" + peers + "] must lie between [1] and [1000000] (STINT-P042)");
  }

  @Test
  void everyHost_carriesTheLargest_andNotOneMore_andPeersNeverHaveMoreThanTheSystem()
      throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 2_000; run++) {
      long memory = random.nextLong(1, 1L << random.nextInt(24, 42));
      long fds = random.nextLong(1, 1L << random.nextInt(4, 24));
      HostFacts facts = FakeHost.facts(4, memory, fds);
      int largest = TargetPeers.largest(facts);
      String where = "seed " + seed + ", memory " + memory + ", fds " + fds + ", " + largest;

      if (largest > 0) {
        assertDivided(TargetPeers.of(largest, facts), where);
        assertDivided(TargetPeers.of(random.nextInt(1, largest + 1), facts), where);
      }
      if (largest < TargetPeers.LARGEST) {
        assertThatThrownBy(() -> TargetPeers.of(largest + 1, facts))
            .as(where)
            .isInstanceOf(HostException.class)
            .hasMessageContaining("largest that fits [" + largest + "]");
      }
    }
  }

  private static void assertDivided(TargetPeers target, String where) {
    long n = target.peers();
    ScopeAmounts peer = target.peer();
    ScopeAmounts system = target.system();

    assertThat(peer.conns()).as(where).isBetween(2L, 8L);
    assertThat(peer.connsIn()).as(where).isPositive();
    assertThat(peer.fds()).as(where).isGreaterThanOrEqualTo(peer.conns());
    assertThat(peer.memoryBytes()).as(where).isGreaterThanOrEqualTo(TargetPeers.LEAST_PEER_BYTES);
    assertThat(n * peer.conns()).as(where).isLessThanOrEqualTo(system.conns());
    assertThat(n * peer.connsIn()).as(where).isLessThanOrEqualTo(system.connsIn());
    assertThat(n * peer.streams()).as(where).isLessThanOrEqualTo(system.streams());
    assertThat(n * peer.fds()).as(where).isLessThanOrEqualTo(system.fds());
    assertThat(n * peer.memoryBytes()).as(where).isLessThanOrEqualTo(system.memoryBytes());
    assertThat(system.conns()).as(where).isLessThanOrEqualTo(system.fds());
  }

  @Test
  void unknownFacts_refuseNothing_andLimitNothing() throws Exception {
    TargetPeers target = TargetPeers.of(100_000, FakeHost.facts(4, 0, 0));

    assertThat(target.how()).isEqualTo("memory unknown, not divided, fds unknown, not divided");
    assertThat(target.system().memoryBytes()).isZero();
    assertThat(target.system().conns()).isEqualTo(240_000);
  }

  @Test
  void yaml_isAProfile() throws Exception {
    TargetPeers target = TargetPeers.of(50, FakeHost.facts(4, 8 * GIB, 65_536));

    byte[] yaml = target.yaml().getBytes(StandardCharsets.UTF_8);
    ProfileDocument read = ProfileReader.read("x", yaml, Strictness.STRICT);

    assertThat(read.system().limits()).hasSize(8);
    assertThat(read.defaults().limits()).hasSize(8);
  }
}
