package dev.stint.profiles.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SourcedTest {
  @Test
  @Tag("P55")
  @Tag("L-12")
  void strongestThatIsPresent_decides_inEveryCombinationAndOrder() {
    Origin[] settable = {Origin.ARGUMENT, Origin.PROPERTY, Origin.FILE, Origin.ENVIRONMENT};
    for (int present = 0; present < 16; present++) {
      for (int first = 0; first < settable.length; first++) {
        Sourced<String> chosen = Sourced.derived("derived", "inputs");
        for (int i = 0; i < settable.length; i++) {
          int at = (first + i) % settable.length;
          String value = (present & 1 << at) == 0 ? null : settable[at].label();
          chosen = chosen.offer(settable[at], "place", value);
        }

        List<String> expected = new ArrayList<>();
        for (int at = 0; at < settable.length; at++) {
          if ((present & 1 << at) != 0) {
            expected.add(settable[at].label());
          }
        }
        expected.add("derived");
        assertThat(values(chosen)).isEqualTo(expected);
        assertThat(chosen.origin().label()).isEqualTo(chosen.value());
      }
    }
  }

  private static List<String> values(Sourced<String> chosen) {
    List<String> values = new ArrayList<>(List.of(chosen.value()));
    chosen.overridden().forEach(weaker -> values.add(weaker.value()));
    return values;
  }

  @Test
  void sameOrigin_offeredFirst_decides() {
    Sourced<Integer> chosen =
        Sourced.of(Origin.FILE, "p.yaml:3", 1).offer(Origin.FILE, "p.yaml:9", 2);

    assertThat(chosen).hasToString("1 from file p.yaml:3");
    assertThat(chosen.overridden()).containsExactly(new Overridden<>(2, Origin.FILE, "p.yaml:9"));
  }

  @Test
  @Tag("O-L5")
  void environment_belowTheFile_isNamedAsOverridden() {
    Sourced<Integer> chosen =
        Sourced.derived(6, "cores [8] - 2")
            .offer(Origin.ENVIRONMENT, "STINT_X", 4)
            .offer(Origin.FILE, "stint.yaml:2", 5);

    assertThat(chosen).hasToString("5 from file stint.yaml:2");
    assertThat(chosen.overridden())
        .extracting(Overridden::toString)
        .containsExactly("4 from environment STINT_X", "6 from derived cores [8] - 2");
  }

  @Test
  void map_changesEveryValue_andNoPlace() {
    Sourced<Integer> two = Sourced.derived(1, "x").offer(Origin.ARGUMENT, "--y", 2);

    Sourced<String> mapped = two.map(value -> value + "Mi");

    assertThat(mapped).hasToString("2Mi from argument --y");
    assertThat(mapped.overridden()).extracting(Overridden::value).containsExactly("1Mi");
  }

  @Test
  void corrected_keepsPlaceAndWhatWasWritten() {
    Sourced<Integer> zero = Sourced.derived(3, "x").offer(Origin.ARGUMENT, "--y", 0);

    assertThat(zero.corrected(1)).hasToString("1 from argument --y");
    assertThat(zero.corrected(1).overridden()).isEqualTo(zero.overridden());
    assertThat(zero.corrected(0)).isEqualTo(zero).hasSameHashCodeAs(zero);
  }
}
