package dev.stint.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.architecture.Generated;
import dev.stint.architecture.TaggedTest;
import dev.stint.ledger.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The matrix that is checked in and that {@code stint doctor --matrix} prints is what code says.
 */
class MatrixTest {
  private static final String COMMAND = "tools/matrix";
  private static final List<String> COLUMNS =
      List.of(
          "code",
          "resource",
          "half",
          "enforced",
          "field",
          "ledger",
          "reserve",
          "release",
          "denial test",
          "audit",
          "status");
  private static final DenialTests TESTS = new DenialTests(TaggedTest.ofTheBuild());
  private static final List<Row> ROWS = Row.all(Enforcement.OF_THE_BUILD, TESTS);

  @Test
  void matrix_hasEveryResource() {
    assertThat(ROWS).extracting(Row::resource).contains(Resource.values());
  }

  @Test
  @Tag("C-N4")
  void checkedInMatrix_isTheComputedOne() throws IOException {
    Generated.check("docs/matrix.md", page(), COMMAND);
    Generated.check("cli/src/main/resources/dev/stint/cli/matrix.tsv", table(), COMMAND);
  }

  @Test
  @Tag("C-V2")
  void whatDenies_hasATestThatIsDenied() {
    for (Row row : ROWS) {
      if (row.enforced().equals("denies")) {
        assertThat(row.denialTests())
            .as("tests with @Tag(\"denies:%s\") for the %s", row.resource(), row.half())
            .isNotEmpty();
      }
    }
  }

  @Test
  void denialTest_ofWhatIsNotEnforced_isAWrongTag() {
    for (Resource resource : Resource.values()) {
      for (Half half : Half.values()) {
        if (!Enforcement.OF_THE_BUILD.charges(resource, half)) {
          assertThat(TESTS.of(resource, half))
              .as("tests with @Tag(\"denies:%s\") for the %s", resource, half.label())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void everyCharge_isShownAndAudited() {
    for (Row row : ROWS) {
      if (!row.enforced().equals(Row.NOT_ENFORCED)) {
        assertThat(row.status()).as("status of %s", row.resource()).isNotEmpty();
        assertThat(row.audit()).as("audit of %s", row.resource()).isNotEmpty();
      }
    }
  }

  private static String table() {
    return tsv(COLUMNS)
        + ROWS.stream().map(Row::cells).map(MatrixTest::tsv).collect(Collectors.joining());
  }

  private static String tsv(List<String> cells) {
    return String.join("\t", cells) + "\n";
  }

  private static String page() {
    List<String> lines = new ArrayList<>();
    lines.add("# The enforcement matrix");
    lines.add("");
    lines.add(
        "Generated from the classes of the build by `tools/matrix`; do not edit. `stint doctor");
    lines.add(
        "--matrix` prints the same. A site is a method that says of itself, with `@Enforces`, what"
            + " it");
    lines.add(
        "charges or gives back; the build checks that its code does that and that no other code"
            + " does.");
    lines.add("");
    lines.add(
        "- **denies**: a charge is refused before the effect. **counts**: recorded after the"
            + " effect,");
    lines.add(
        "  nothing is refused. **judges**: a budget of a test, judged when the test has run."
            + " **not");
    lines.add(
        "  enforced**: a profile may have the field, and nothing in this version charges it.");
    lines.add(
        "- *ledger*: the classes that alone charge the resource's ledgers. *reserve*, *release*:"
            + " their methods.");
    lines.add(
        "- *audit*: binding a limit is on record; a denial is heard and written as an event."
            + " *status*:");
    lines.add("  the ledger is in every snapshot.");
    lines.add("");
    lines.add(summary());
    lines.add("");
    lines.add(markdown(COLUMNS));
    lines.add("|" + "---|".repeat(COLUMNS.size()));
    ROWS.forEach(row -> lines.add(markdown(row.cells())));
    return String.join("\n", lines) + "\n";
  }

  private static String summary() {
    Enforcement build = Enforcement.OF_THE_BUILD;
    long denied = List.of(Resource.values()).stream().filter(build::enforced).count();
    return "Of "
        + Resource.values().length
        + " resources, "
        + denied
        + " are denied by agent or sandbox.";
  }

  private static String markdown(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
