package dev.stint.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.architecture.Generated;
import dev.stint.architecture.Modules;
import dev.stint.ledger.Resource;
import dev.stint.profiles.StockProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of fields that is checked in and that {@code stint profile fields} prints. */
class FieldsTest {
  private static final String COMMAND = "tools/fields";
  private static final Pattern FIELD = Pattern.compile("(?m)^ +(\\w+): +[^ \\n#]");
  private static final List<String> COLUMNS =
      List.of("field", "resource", "code", "unit", "kind", "enforced");
  private static final List<FieldRow> ROWS = FieldRow.all(Enforcement.OF_THE_BUILD);

  @Test
  @Tag("C-N4")
  void checkedInTable_isTheComputedOne() throws IOException {
    Generated.check("docs/fields.md", page(), COMMAND);
    Generated.check("cli/src/main/resources/dev/stint/cli/fields.tsv", table(), COMMAND);
  }

  @Test
  void resourceWithAField_isInTheTable_once() {
    for (Resource resource : Resource.values()) {
      if (!resource.profileField().equals("-")) {
        assertThat(ROWS)
            .extracting(FieldRow::field)
            .as(resource.label())
            .containsOnlyOnce(resource.profileField());
      }
    }
  }

  @Test
  void fieldOfAStockProfile_isInTheTable() throws IOException {
    Set<String> known = new TreeSet<>();
    ROWS.forEach(row -> known.add(row.field()));
    for (String name : StockProfiles.names()) {
      assertThat(known).as(name).containsAll(fields(name));
    }
  }

  private static List<String> fields(String stock) throws IOException {
    Path folder = Modules.ROOT.resolve("profiles/src/main/resources/dev/stint/profiles");
    String text = Files.readString(folder.resolve(stock + ".yaml"));
    return FIELD.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** Who takes a profile as it comes is bounded wherever this version can bound anybody. */
  @Test
  void stockProfile_limitsAllThatIsEnforced() {
    for (String name : List.of("operator", "service", "user", "guest", "anonymous", "driver")) {
      Set<Resource> limited = StockProfiles.load(name).defaults().limits().keySet();
      for (Resource resource : Resource.values()) {
        if (Enforcement.OF_THE_BUILD.enforced(resource)) {
          assertThat(limited).as(name).contains(resource);
        }
      }
    }
  }

  private static String table() {
    return tsv(COLUMNS)
        + ROWS.stream().map(FieldRow::cells).map(FieldsTest::tsv).collect(Collectors.joining());
  }

  private static String tsv(List<String> cells) {
    return String.join("\t", cells) + "\n";
  }

  private static String page() {
    List<String> lines = new ArrayList<>();
    lines.add("# The fields of a profile");
    lines.add("");
    lines.add(
        "Generated from the code by `tools/fields`; do not edit. `stint profile fields` prints the"
            + " same.");
    lines.add("[The guide](guide/profiles.md) says how a field is written.");
    lines.add("");
    lines.add("- **stock**: held and given back; an amount. **flow**: it only grows; per window a");
    lines.add("  rate, in total an amount for the whole life. **window**: of the field above it.");
    lines.add("  **reference**: the name of limits that stand elsewhere in the profile.");
    lines.add(
        "- **unit**: what 1 in the field stands for. **code**: of the resource, and in its denials"
            + " and events.");
    lines.add(
        "- **denies**: a charge above the limit is refused before its effect. **counts**: what is"
            + " spent is");
    lines.add(
        "  recorded and nothing is refused. **not enforced**: a profile may have the field, and"
            + " nothing");
    lines.add("  in this version charges it. By what code: [the matrix](matrix.md).");
    lines.add("");
    lines.add(markdown(COLUMNS));
    lines.add("|" + "---|".repeat(COLUMNS.size()));
    ROWS.forEach(row -> lines.add(markdown(row.cells())));
    return String.join("\n", lines) + "\n";
  }

  private static String markdown(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
