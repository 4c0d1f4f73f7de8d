package dev.stint.profiles.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.AuditRecord;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.Resource;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R-23")
class LimitValuesTest {
  private static final AutoScale SCALED = AutoScale.dedicated(1L << 30, 1_024);

  @Test
  void fourKinds_overTheScaledLimits() throws Exception {
    MemoryAudit audit = new MemoryAudit(8);
    Exemption exemption = Exemption.grant(audit, ScaledScope.PEER, Resource.FDS, "ops");
    LimitValues values =
        LimitValues.of(
            ScaledScope.PEER,
            Map.of(
                Resource.CONNS_IN,
                LimitValue.DEFAULT,
                Resource.CONNS_OUT,
                LimitValue.BLOCK_ALL,
                Resource.CONNS_TOTAL,
                LimitValue.of(3),
                Resource.FDS,
                new LimitValue.Unlimited(exemption)));

    Map<Resource, Limit> limits = values.over(SCALED);

    assertThat(limits.get(Resource.CONNS_IN).hard()).isEqualTo(8);
    assertThat(limits.get(Resource.CONNS_OUT).hard()).isZero();
    assertThat(limits.get(Resource.CONNS_TOTAL).hard()).isEqualTo(3);
    assertThat(limits.get(Resource.CONNS_TOTAL).origin()).isEqualTo("set peer");
    assertThat(limits).doesNotContainKey(Resource.FDS);
    assertThat(audit.records()).extracting(AuditRecord::detail).containsExactly("exempt, by ops");
  }

  @Test
  void exemption_ofAnotherPlace_isRefused() {
    Exemption fds = Exemption.grant(new MemoryAudit(8), ScaledScope.PEER, Resource.FDS, "ops");

    assertThatThrownBy(
            () ->
                LimitValues.of(
                    ScaledScope.SYSTEM, Map.of(Resource.FDS, new LimitValue.Unlimited(fds))))
        .isInstanceOf(HostException.class)
        .hasMessage(
            "exemption [unlimited fds at peer] does not cover [fds] at [system] (STINT-P044)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"fds": "unlimited"} | value [unlimited] takes an exemption, which no text is; write [default] or a number
          {"fds": "-1"}        | value [-1] is not [default], [blockAll] or an amount
          {"fds": "4Mi"}       | value [4Mi] is not [default], [blockAll] or an amount
          {"fd": "4"}          | [fd] is not a resource with one value
          {"fds": [4]}         | [fds] is not a resource with one value
          [4]                  | limits are an object, such as [{"fds": "64"}]
          """)
  void text_thatIsNone_isRefused(String json, String message) {
    assertThatThrownBy(() -> LimitValues.parse(ScaledScope.PEER, json))
        .isInstanceOf(HostException.class)
        .hasMessage(message + " (STINT-P044)");
  }

  @Test
  void json_leavesOutDefaults_andReadsBack() throws Exception {
    LimitValues values =
        LimitValues.parse(
            ScaledScope.PEER,
            "{\"fds\": 12, \"conns.in\": \"default\", \"conns.out\": \"blockAll\","
                + " \"direct.memory\": \"3Mi\"}");

    assertThat(values.json())
        .isEqualTo("{\"direct.memory\": \"3Mi\", \"fds\": \"12\", \"conns.out\": \"blockAll\"}");
    assertThat(LimitValues.parse(ScaledScope.PEER, "{}").json()).isEqualTo("{}");
  }

  @Test
  void json_ofAnyValues_readsBackToThem() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 500; run++) {
      Map<Resource, LimitValue> said = new EnumMap<>(Resource.class);
      for (Resource resource : Resource.values()) {
        switch (random.nextInt(4)) {
          case 0 -> said.put(resource, LimitValue.DEFAULT);
          case 1 -> said.put(resource, LimitValue.BLOCK_ALL);
          case 2 -> said.put(resource, LimitValue.of(random.nextLong(1L << random.nextInt(1, 62))));
          default -> said.remove(resource);
        }
      }
      LimitValues values = LimitValues.of(ScaledScope.SYSTEM, said);

      assertThat(LimitValues.parse(ScaledScope.SYSTEM, values.json()).values())
          .as("seed %d, %s", seed, values.json())
          .isEqualTo(values.values())
          .doesNotContainValue(LimitValue.DEFAULT);
    }
  }
}
