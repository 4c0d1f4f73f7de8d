package dev.stint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The compiled classes of the modules, read from their folders: no arrow of ours is needed. */
public final class Modules {
  /** The folder of the project. */
  public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Modules() {}

  /** The modules of the build, in its order. */
  public static List<String> all() {
    try {
      String pom = Files.readString(ROOT.resolve("pom.xml"));
      return MODULE.matcher(pom).results().map(match -> match.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The test classes of a module; none where it has no test sources. */
  public static JavaClasses testsOf(String module) {
    Path folder = ROOT.resolve(module);
    Path classes = folder.resolve("target/test-classes");
    if (!Files.isDirectory(folder.resolve("src/test/java"))) {
      return new ClassFileImporter().importPaths(List.of());
    }
    assertThat(classes)
        .as("tests of [%s] are not compiled: build the whole project", module)
        .isDirectory();
    return new ClassFileImporter().importPath(classes);
  }

  /** The main classes of these modules; fails where one has sources and was not compiled. */
  public static JavaClasses of(String... modules) {
    List<Path> folders = new ArrayList<>();
    for (String module : modules) {
      Path folder = ROOT.resolve(module);
      assertThat(folder).isDirectory();
      if (Files.isDirectory(folder.resolve("src/main/java"))) {
        Path classes = folder.resolve("target/classes");
        assertThat(classes)
            .as("module [%s] is not compiled: build the whole project, mvn -Dquick package", module)
            .isDirectory();
        folders.add(classes);
      }
    }
    JavaClasses classes = new ClassFileImporter().importPaths(folders);
    assertThat(classes).as("classes of %s", List.of(modules)).isNotEmpty();
    return classes;
  }
}
