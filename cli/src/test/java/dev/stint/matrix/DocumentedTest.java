package dev.stint.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.architecture.Modules;
import dev.stint.ledger.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What documentation and profiles say of enforcement, against the matrix. */
@Tag("C-N4")
class DocumentedTest {
  private static final Enforcement BUILD = Enforcement.OF_THE_BUILD;
  private static final String NOBODY =
      "nothing yet counts it in this version; only code that charges the ledger itself can meet"
          + " this denial.";

  @Test
  void pageOfADenial_saysWhoEnforcesIt() throws IOException {
    for (Resource resource : Resource.values()) {
      String page = "docs/errors/" + resource.denialCode() + ".md";
      String who = lineOf(page, "- **Who admits it**: ");
      boolean anyone = false;
      for (Half half : Half.values()) {
        boolean charges = BUILD.charges(resource, half);
        anyone |= charges;
        assertThat(who.contains(nameOf(half)))
            .as("[%s] names [%s] in [%s]", page, nameOf(half), who)
            .isEqualTo(charges);
      }
      boolean refuses = BUILD.enforced(resource) || BUILD.charges(resource, Half.TESTS);
      assertThat(who.contains("nothing refuses it"))
          .as("[%s] says that it is only counted: [%s]", page, who)
          .isEqualTo(anyone && !refuses);
      assertThat(who.equals(NOBODY)).as("[%s] says [%s]", page, NOBODY).isEqualTo(!anyone);
    }
  }

  private static String nameOf(Half half) {
    return switch (half) {
      case AGENT -> "the agent:";
      case SANDBOX -> "the capsule host:";
      case TESTS -> "`@ResourceBudget`";
    };
  }

  private static String lineOf(String page, String start) throws IOException {
    return Files.readAllLines(Modules.ROOT.resolve(page)).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }

  /** A limit that nothing enforces must not look like one. */
  @Test
  void fieldInAProfile_thatNothingEnforces_isMarked() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : files(path -> path.toString().endsWith(".yaml"))) {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        wrong.addAll(Claims.inProfile(line, file.getFileName() + ":" + number));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void textOfTheGuide_claimsNoMoreThanTheMatrix() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : files(path -> path.toString().endsWith(".md"))) {
      String name = Modules.ROOT.relativize(file).toString();
      wrong.addAll(Claims.inText(Files.readString(file), name));
    }
    assertThat(wrong).isEmpty();
  }

  /** What users read and copy: READMEs, guide, page on security, all profiles and examples. */
  private static List<Path> files(Predicate<Path> kind) throws IOException {
    List<Path> found = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    folders.add(Modules.ROOT.resolve("docs/guide"));
    folders.add(Modules.ROOT.resolve("profiles/examples"));
    for (String module : Modules.all()) {
      Path resources = Modules.ROOT.resolve(module).resolve("src/main/resources");
      if (Files.isDirectory(resources)) {
        folders.add(resources);
      }
      found.add(Modules.ROOT.resolve(module).resolve("README.md"));
    }
    found.add(Modules.ROOT.resolve("README.md"));
    found.add(Modules.ROOT.resolve("docs/SECURITY.md"));
    for (Path folder : folders) {
      try (Stream<Path> tree = Files.walk(folder)) {
        tree.forEach(found::add);
      }
    }
    return found.stream().filter(Files::isRegularFile).filter(kind).sorted().toList();
  }
}
