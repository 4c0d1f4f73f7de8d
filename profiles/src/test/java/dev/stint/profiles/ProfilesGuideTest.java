package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.profiles.ProfileReader.Strictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide on profiles says what the files say. */
class ProfilesGuideTest {
  private static final Path GUIDE = Path.of("../docs/guide/profiles.md");
  private static final Pattern LINE =
      Pattern.compile("^\\s+(\\w+): ([^\\s#].*?)(?:\\s+# (not enforced yet)?.*)?$");
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");

  /** A line of a profile, or the row that explains it. */
  record Explained(String field, String value, boolean enforced) {}

  @ParameterizedTest
  @MethodSource("dev.stint.profiles.StockProfiles#names")
  void tableOfAStockProfile_hasEachLineOfTheFile(String name) throws IOException {
    List<Explained> written = new ArrayList<>();
    for (String line : Files.readAllLines(StockProfilesTest.FOLDER.resolve(name + ".yaml"))) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        String mark = matcher.group(3);
        written.add(new Explained(matcher.group(1), matcher.group(2), mark == null));
      }
    }

    assertThat(rows(name)).containsExactlyElementsOf(written);
    assertThat(written).hasSizeGreaterThanOrEqualTo(limits(StockProfiles.load(name)));
  }

  private static List<Explained> rows(String section) throws IOException {
    String text = Files.readString(GUIDE);
    int start = text.indexOf("\n### " + section + "\n");
    assertThat(start).as("section [%s]", section).isPositive();
    String body = text.substring(start + 1, text.indexOf("\n##", start + 5));
    List<Explained> rows = new ArrayList<>();
    for (String row : body.lines().filter(line -> line.startsWith("| ")).skip(1).toList()) {
      String[] cells = row.substring(2, row.length() - 2).split(" \\| ");
      assertThat(cells).as(row).hasSize(4).doesNotContain("");
      boolean enforced = !cells[2].contains("not enforced yet");
      rows.add(new Explained(cells[0], cells[1].replace("`", ""), enforced));
    }
    return rows;
  }

  private static int limits(ProfileDocument document) {
    int count = document.system().limits().size() + document.defaults().limits().size();
    for (PrincipalRule rule : document.rules()) {
      count += rule.profile().limits().size();
    }
    return count;
  }

  @Test
  void profileInTheGuide_isRead() throws Exception {
    int whole = 0;
    for (String block : blocks()) {
      boolean document = block.startsWith("schema:");
      whole += document ? 1 : 0;
      for (String text : document ? List.of(block) : fragments(block)) {
        assertThat(Yaml.refusal(text)).as(text).isEqualTo("accepted");
      }
    }
    assertThat(whole).isPositive();
  }

  /** Each line by itself: a block may show two ways to limit one resource. */
  private static List<String> fragments(String block) {
    return block.lines().map(line -> Yaml.HEAD + "default:\n  " + line + "\n").toList();
  }

  private static List<String> blocks() throws IOException {
    return YAML.matcher(Files.readString(GUIDE)).results().map(found -> found.group(1)).toList();
  }

  @Test
  void denialInTheGuide_isTheOneOfItsProfile() throws Exception {
    byte[] shop = Yaml.bytes(blocks().get(0));
    ProfileDocument document = ProfileReader.read("shop.yaml", shop, Strictness.STRICT);
    Ledgers ledgers = new Ledgers(() -> 0, new MemoryAudit(100));
    Scope reports = Enforced.Graph.bind(ledgers, document).principal("reports");

    assertThat(reports.charge(Resource.THREADS, 8)).isNull();
    assertThat(Files.readString(GUIDE)).contains(reports.charge(Resource.THREADS, 1).message());
  }

  @Test
  void lesson_ofEachExample_isInTheGuide() throws IOException {
    String guide = Files.readString(GUIDE);
    for (String example : ExamplesTest.names()) {
      assertThat(guide)
          .contains("\n### " + example.charAt(1) + ". ")
          .contains("](../../profiles/examples/" + example + ")");
    }
  }
}
