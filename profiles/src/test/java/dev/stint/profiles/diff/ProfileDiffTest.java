package dev.stint.profiles.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.StockProfiles;
import dev.stint.profiles.diff.FieldChange.Direction;
import dev.stint.profiles.diff.FieldChange.What;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileDiffTest {
  private static ProfileDocument read(String rest) throws ProfileException {
    String text = "schema: 1\nprofileId: p\n" + rest;
    return ProfileReader.read("p.yaml", text.getBytes(StandardCharsets.UTF_8), Strictness.STRICT);
  }

  private static ProfileDocument limits(String limits) throws ProfileException {
    return read(limits.equals("-") ? "" : "default:\n  " + limits + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          threadLimit: 4             | threadLimit: 8               | RAISED  | LOOSER  | 2
          threadLimit: 8             | threadLimit: 4               | LOWERED | TIGHTER | 0.5
          threadLimit: 4             | threadLimit: 0               | LOWERED | TIGHTER | 0
          threadLimit: 0             | threadLimit: 4               | RAISED  | LOOSER  | NaN
          -                          | threadLimit: 4               | ADDED   | TIGHTER | NaN
          threadLimit: 4             | -                            | REMOVED | LOOSER  | NaN
          threadLimit: 4             | threadLimit: {hard: 4, soft: 3} | CHANGED | SAME | 1
          fuelPerWindow: 4/s         | fuelPerWindow: 8/s           | RAISED  | LOOSER  | 2
          fuelPerWindow: 4/s         | fuelPerWindow: 4/2s          | LOWERED | TIGHTER | 0.5
          fuelPerWindow: 4/s         | fuelPerWindow: 120/m         | CHANGED | MIXED   | 0.5
          fuelPerWindow: 4/s         | fuelPerWindow: 240/m         | RAISED  | LOOSER  | 1
          fuelPerWindow: 4/s         | fuelPerWindow: {hard: 4, burst: 1} | RAISED | LOOSER | 1
          fuelPerWindow: 4/s         | fuelTotal: 4                 | LOWERED | TIGHTER | NaN
          fuelTotal: 4               | fuelPerWindow: 2/s           | CHANGED | MIXED   | NaN
          netInBytesPerWindow: 4/s   | netInBytesPerWindow: {hard: 4, overrun: delay, maxWait: 1s} | CHANGED | SAME | 1
          """)
  void limit_thatDiffers_hasAWordAndADirection(
      String before, String after, What what, Direction direction, Double factor)
      throws ProfileException {
    FieldChange change =
        ProfileDiff.of(limits(before), limits(after)).sections().get(0).limits().get(0);

    assertThat(change.what()).isEqualTo(what);
    assertThat(change.direction()).isEqualTo(direction);
    assertThat(change.factor()).isEqualTo(factor);
  }

  @Test
  void stockProfiles_differFromEachOther_andNotFromThemselves() {
    for (String a : StockProfiles.names()) {
      for (String b : StockProfiles.names()) {
        List<SectionDiff> sections =
            ProfileDiff.of(StockProfiles.load(a), StockProfiles.load(b)).sections();
        assertThat(sections.isEmpty()).as("%s and %s", a, b).isEqualTo(a.equals(b));
      }
    }
  }

  @Test
  void sameLimits_writtenDifferently_areEqual() throws ProfileException {
    ProfileDocument first =
        read("# one\ndefault: {ringScratchLimitBytes: 1Mi, threadLimit: {hard: 3}}\n");
    ProfileDocument second =
        read("default:\n  threadLimit: 3\n  ringScratchLimitBytes: 1024Ki\n  x-n: 1\n");

    assertThat(ProfileDiff.of(first, second).sections()).isEmpty();
  }

  @Test
  void headPrincipalsAndMatches_areCompared() throws ProfileException {
    ProfileDocument first =
        read("epoch: 1\nprincipals:\n  a: {match: {packages: [x.**]}}\n  b: {}\n");
    ProfileDocument second =
        read(
            "epoch: 2\nprincipals:\n  c: {limits: {threadLimit: 1}}\n"
                + "  a: {match: {packages: [y.**]}}\n");

    List<SectionDiff> sections = ProfileDiff.of(first, second).sections();

    assertThat(sections)
        .extracting(section -> section.name() + " " + section.presence())
        .containsExactly("profile BOTH", "a BOTH", "b REMOVED", "c ADDED");
    assertThat(sections.get(0).settings())
        .containsExactly(new SectionDiff.SettingChange("epoch", "1", "2"));
    assertThat(sections.get(1).settings())
        .containsExactly(
            new SectionDiff.SettingChange("match", "packages [x.**]", "packages [y.**]"));
    assertThat(sections.get(3).limits()).hasSize(1);
  }
}
