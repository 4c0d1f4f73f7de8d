package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StockProfilesTest {
  static final Path FOLDER = Path.of("src/main/resources/dev/stint/profiles");

  private static final Set<Resource> DEVICE =
      EnumSet.of(
          Resource.DMA_POOL_BYTES,
          Resource.DMA_BUFFER_COUNT,
          Resource.DMA_DESCRIPTOR_COUNT,
          Resource.MMIO_MAPPING_COUNT,
          Resource.INTERRUPT_HOLD_COUNT,
          Resource.INFLIGHT_DMA_SUBMISSION_COUNT);

  @Test
  void names_areTheFilesOfTheJar() {
    assertThat(StockProfiles.names())
        .isSorted()
        .containsExactlyInAnyOrder(
            "operator", "service", "user", "guest", "anonymous", "test", "driver");
    assertThat(FOLDER.toFile().list())
        .containsExactlyInAnyOrderElementsOf(
            StockProfiles.names().stream().map(name -> name + ".yaml").toList());
  }

  @Test
  void name_thatIsNotThere_isRefused() {
    assertThatThrownBy(() -> StockProfiles.load("../guest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no stock profile [../guest]");
  }

  @ParameterizedTest
  @MethodSource("dev.stint.profiles.StockProfiles#names")
  void profile_bound_deniesTheFirstChargeAboveEachLimit(String name) throws Exception {
    ProfileDocument stock = StockProfiles.load(name);

    assertThat(stock.warnings()).isEmpty();
    assertThat(stock.profileId()).isEqualTo(name);
    assertThat(Enforced.check(stock, FOLDER))
        .isGreaterThanOrEqualTo(stock.defaults().limits().size())
        .isPositive();
  }

  /** What the larger one limits, the smaller one limits too, and nowhere admits more of. */
  @ParameterizedTest
  @CsvSource({"anonymous, guest", "guest, user", "user, service", "service, operator"})
  void smallerProfile_admitsNoMoreThanTheLargerOne(String smaller, String larger) {
    Map<Resource, Limit> less = StockProfiles.load(smaller).defaults().limits();
    Map<Resource, Limit> more = StockProfiles.load(larger).defaults().limits();

    assertThat(less.keySet()).containsAll(more.keySet());
    more.forEach(
        (resource, wide) -> {
          Limit narrow = less.get(resource);
          String what = resource + ": " + narrow.origin() + " against " + wide.origin();
          assertThat(ParentCheck.isAbove(narrow, wide)).as(what).isFalse();
          assertThat(narrow.hard() + narrow.burst())
              .as(what)
              .isLessThanOrEqualTo(wide.hard() + wide.burst());
        });
  }

  /** A step that changes nothing would be no step. */
  @ParameterizedTest
  @CsvSource({"anonymous, guest", "guest, user", "user, service", "service, operator"})
  void smallerProfile_admitsLessOfMostResources(String smaller, String larger) {
    Map<Resource, Limit> less = StockProfiles.load(smaller).defaults().limits();
    Map<Resource, Limit> more = StockProfiles.load(larger).defaults().limits();

    long lower =
        more.keySet().stream()
            .filter(resource -> less.get(resource).hard() < more.get(resource).hard())
            .count();
    assertThat(lower).isGreaterThan(more.size() * 3L / 4);
  }

  @Test
  void driver_limitsAllThatADeviceHolds_andNobodyElseHasAny() {
    for (String name : StockProfiles.names()) {
      Set<Resource> limited = StockProfiles.load(name).defaults().limits().keySet();
      if (name.equals("driver")) {
        assertThat(limited).containsAll(DEVICE).contains(Resource.CODE_BYTES);
      } else {
        assertThat(limited).as(name).doesNotContainAnyElementsOf(DEVICE);
      }
    }
  }

  @Test
  void anonymousCaller_reachesNobody() {
    Map<Resource, Limit> limits = StockProfiles.load("anonymous").defaults().limits();

    assertThat(limits.get(Resource.SOCKETS).hard()).isZero();
    assertThat(limits.get(Resource.LISTENERS).hard()).isZero();
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
