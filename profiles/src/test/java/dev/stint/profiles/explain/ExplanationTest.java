package dev.stint.profiles.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import dev.stint.profiles.Overrides;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String FILE =
      """
      schema: 1
      profileId: p
      system:
        threadLimit: 100
        fuelPerWindow: 10/s
      default:
        socketLimit: 4
      principals:
        alice:
          limits:
            socketLimit: 7
            fuelPerWindow: 500/60s
            timerWaiterLimit: 3
      """;

  private static List<ExplainedSection> explain(String file, String... arguments)
      throws ProfileException {
    ProfileDocument document =
        ProfileReader.read("p.yaml", file.getBytes(StandardCharsets.UTF_8), Strictness.STRICT);
    Overrides overrides = Overrides.read(List.of(arguments), new Properties(), Map.of());
    return Explanation.of(overrides.apply(document)).sections();
  }

  private static List<String> lines(ExplainedSection section) {
    List<String> lines = new ArrayList<>();
    for (ExplainedLimit limit : section.limits()) {
      StringBuilder line = new StringBuilder(limit.field() + " " + limit.value());
      line.append(limit.inheritedFrom() == null ? "" : " of " + limit.inheritedFrom());
      line.append(" from ").append(limit.limit().where());
      limit.limit().overridden().forEach(o -> line.append(" instead of ").append(o.where()));
      limit.tighter().forEach(above -> line.append(" tighter ").append(above.section()));
      lines.add(line.toString());
    }
    return lines;
  }

  @Test
  void sections_areTheSystemTheDefaultsAndThePrincipals() throws ProfileException {
    assertThat(explain(FILE))
        .extracting(section -> section.kind() + " " + section.name() + " " + section.parent())
        .containsExactly("system system null", "defaults default system", "principal alice system");
  }

  /** The defaults are for principals without an entry: alice has nothing of them. */
  @Test
  @Tag("A-47")
  void limits_areTheOwnOnes_thenThoseOfTheNearestAncestor_inTheOrderOfTheCatalogue()
      throws ProfileException {
    List<ExplainedSection> sections = explain(FILE);

    assertThat(lines(sections.get(1)))
        .containsExactly(
            "fuelPerWindow 10/s of system from p.yaml:5 fuelPerWindow",
            "threadLimit 100 of system from p.yaml:4 threadLimit",
            "socketLimit 4 from p.yaml:7 socketLimit");
    assertThat(lines(sections.get(2)))
        .containsExactly(
            "fuelPerWindow 500/min from p.yaml:12 fuelPerWindow tighter system",
            "timerWaiterLimit 3 from p.yaml:13 timerWaiterLimit",
            "threadLimit 100 of system from p.yaml:4 threadLimit",
            "socketLimit 7 from p.yaml:11 socketLimit");
  }

  @Test
  void inherited_namesWhatTheAncestorOverrode() throws ProfileException {
    List<ExplainedSection> sections = explain(FILE, "system.threadLimit=50");

    assertThat(lines(sections.get(2)))
        .contains(
            "threadLimit 50 of system from argument set system.threadLimit instead of p.yaml:4"
                + " threadLimit");
    assertThat(sections.get(2).limits())
        .filteredOn(limit -> limit.resource() == Resource.THREADS)
        .singleElement()
        .satisfies(limit -> assertThat(limit.tighter()).isEmpty());
  }
}
