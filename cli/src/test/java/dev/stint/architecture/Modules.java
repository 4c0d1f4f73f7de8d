package dev.stint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The compiled classes of the modules, read from their folders: no arrow of ours is needed. */
final class Modules {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private Modules() {}

  /** The main classes of these modules; fails where one has sources and was not compiled. */
  static JavaClasses of(String... modules) {
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
