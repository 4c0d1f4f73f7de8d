package dev.stint.profiles.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R-23")
class LimitValuesTest {
  private static final List<Resource> LIMITABLE =
      Arrays.stream(Resource.values()).filter(each -> !each.profileField().equals("-")).toList();
  private static final AutoScale SCALED = AutoScale.dedicated(1L << 30, 1_024);

  @Test
  void fourKinds_overTheScaledLimits_andAsAProfile() throws Exception {
    LimitValues values =
        LimitValues.of(
            ScaledScope.PEER,
            Map.of(
                Resource.CONNS_IN, LimitValue.DEFAULT,
                Resource.CONNS_OUT, LimitValue.BLOCK_ALL,
                Resource.CONNS_TOTAL, LimitValue.of(3),
                Resource.FDS, LimitValue.UNLIMITED));

    Map<Resource, Limit> limits = values.over(SCALED);
    byte[] yaml = values.yaml(SCALED).getBytes(StandardCharsets.UTF_8);
    ProfileDocument read = ProfileReader.read("p", yaml, Strictness.STRICT);

    assertThat(limits.get(Resource.CONNS_IN).hard()).isEqualTo(8);
    assertThat(limits.get(Resource.CONNS_OUT).hard()).isZero();
    assertThat(limits.get(Resource.CONNS_TOTAL).hard()).isEqualTo(3);
    assertThat(limits.get(Resource.CONNS_TOTAL).origin()).isEqualTo("set peer");
    assertThat(limits).doesNotContainKey(Resource.FDS);
    assertThat(read.defaults().exempt()).isEqualTo(Set.of(Resource.FDS));
    assertThat(read.defaults().limits()).containsOnlyKeys(limits.keySet());
    assertThat(read.defaults().limits().get(Resource.CONNS_OUT).hard()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"fds": "-1"}        | value [-1] is not [default], [blockAll], [unlimited] or an amount
          {"fds": "4Mi"}       | value [4Mi] is not [default], [blockAll], [unlimited] or an amount
          {"fds": "Unlimited"} | value [Unlimited] is not [default], [blockAll], [unlimited] or an amount
          {"heap.live": "4"}   | [heap.live] is not a resource with one value
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
      for (Resource resource : LIMITABLE) {
        switch (random.nextInt(5)) {
          case 0 -> said.put(resource, LimitValue.DEFAULT);
          case 1 -> said.put(resource, LimitValue.BLOCK_ALL);
          case 2 -> said.put(resource, LimitValue.of(random.nextLong(1L << random.nextInt(1, 62))));
          case 3 -> said.put(resource, LimitValue.UNLIMITED);
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

  @Test
  void everythingUnlimited_isStillAProfile() throws Exception {
    Map<Resource, LimitValue> all = new EnumMap<>(Resource.class);
    LIMITABLE.forEach(resource -> all.put(resource, LimitValue.UNLIMITED));

    byte[] yaml =
        LimitValues.of(ScaledScope.STREAM, all).yaml(SCALED).getBytes(StandardCharsets.UTF_8);

    assertThat(ProfileReader.read("p", yaml, Strictness.STRICT).defaults().exempt())
        .containsExactlyElementsOf(LIMITABLE);
    assertThatThrownBy(
            () ->
                LimitValues.of(
                    ScaledScope.STREAM, Map.of(Resource.HEAP_LIVE, LimitValue.UNLIMITED)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no field limits [heap.live]");
  }
}
