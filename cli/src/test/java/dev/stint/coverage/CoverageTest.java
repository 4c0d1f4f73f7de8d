package dev.stint.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.architecture.Generated;
import dev.stint.architecture.TaggedTest;
import dev.stint.coverage.Rows.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each row of the checklist has a test that carries its tag, or a reason why not; never both. */
class CoverageTest {
  private static final String COMMAND = "tools/coverage";
  private static final int SHOWN = 3;
  private static final int LONGEST_TITLE = 12;

  private static final Map<String, Set<String>> TESTS = new TreeMap<>();
  private static Rows rows;

  /** A tag that begins with a capital is the id of a row; others are for other purposes. */
  @BeforeAll
  static void read() throws IOException {
    rows = new Rows();
    for (TaggedTest test : TaggedTest.ofTheBuild()) {
      if (Character.isUpperCase(test.tag().charAt(0))) {
        TESTS
            .computeIfAbsent(test.tag(), tag -> new TreeSet<>())
            .add(test.module() + ": " + test.name());
      }
    }
    if (Generated.writes()) {
      rows.reasons.keySet().removeAll(TESTS.keySet());
    }
  }

  @Test
  void tag_thatIsNoRow_isAMistake() {
    Map<String, Set<String>> unknown = new TreeMap<>(TESTS);
    unknown.keySet().removeAll(rows.byId.keySet());

    assertThat(unknown).as("tags that [%s] does not have", Rows.ROWS).isEmpty();
    assertThat(rows.byId.keySet()).containsAll(rows.reasons.keySet());
  }

  @Test
  void row_hasATestOrAReason() {
    Set<String> neither = new TreeSet<>(rows.byId.keySet());
    neither.removeAll(TESTS.keySet());
    neither.removeAll(rows.reasons.keySet());

    assertThat(neither)
        .as("rows without a test; tag one, or give the reason in [%s]", Rows.OPEN)
        .isEmpty();
  }

  @Test
  void row_withATest_hasNoReasonToBeOpen() {
    Set<String> both = new TreeSet<>(rows.reasons.keySet());
    both.retainAll(TESTS.keySet());

    assertThat(both)
        .as("rows with a test and a reason in [%s]; %s takes the reason out", Rows.OPEN, COMMAND)
        .isEmpty();
  }

  @Test
  void titles_areShort() {
    assertThat(rows.byId.values())
        .allSatisfy(
            row -> assertThat(row.title().split(" ")).hasSizeLessThanOrEqualTo(LONGEST_TITLE));
  }

  @Test
  void checkedInTable_isTheComputedOne() throws IOException {
    Generated.check("docs/coverage.md", page(), COMMAND);
    Generated.check(Rows.OPEN, open(), COMMAND);
  }

  private static String open() {
    return Rows.OPEN_HEAD
        + "\n"
        + rows.byId.keySet().stream()
            .filter(rows.reasons::containsKey)
            .map(id -> id + "\t" + rows.reasons.get(id) + "\n")
            .collect(Collectors.joining());
  }

  private static String page() {
    List<String> lines = new ArrayList<>();
    lines.add("# Coverage");
    lines.add("");
    lines.add(
        "Generated from the tags of the tests by `tools/coverage`; do not edit. A row is a rule or"
            + " a");
    lines.add(
        "property of the checklist, in our own words (`docs/coverage/rows.tsv`). A test that proves"
            + " it");
    lines.add(
        "carries its id, `@Tag(\"P28\")`; a row without one has its reason in"
            + " `docs/coverage/open.tsv`.");
    lines.add(
        "A test proves what its row says and may prove it for a part of the code only: read it.");
    lines.add("");
    long covered = rows.byId.keySet().stream().filter(TESTS::containsKey).count();
    long due = rows.byId.values().stream().filter(Row::due).count();
    long dueAndOpen =
        rows.byId.values().stream()
            .filter(row -> row.due() && !TESTS.containsKey(row.id()))
            .count();
    lines.add(
        "%d rows: %d covered, %d open. Of %d rows that are due now (ledger/core, profiles), %d are open."
            .formatted(rows.byId.size(), covered, rows.byId.size() - covered, due, dueAndOpen));
    lines.add("");
    lines.add("| row | title | owner | covered by |");
    lines.add("|---|---|---|---|");
    for (Row row : rows.byId.values()) {
      lines.add(
          "| %s | %s | %s | %s |".formatted(row.id(), row.title(), row.owner(), cell(row.id())));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String cell(String id) {
    Set<String> tests = TESTS.get(id);
    if (tests == null) {
      return "open: " + rows.reasons.getOrDefault(id, "no reason");
    }
    String shown = tests.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return tests.size() > SHOWN ? shown + " and " + (tests.size() - SHOWN) + " more" : shown;
  }
}
