package dev.stint.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What woven JDK code may reach must link to {@code java.base} alone and never to a lambda. */
class HotPathTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.stint.ledger");

  @Test
  void core_knowsFlightRecorderOnlyInItsJfrPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.stint.ledger.jfr..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jdk.jfr..", "dev.stint.ledger.jfr..")
        .check(CORE);
  }

  @Test
  void core_needsNoLibraryLoggingOrReflection() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("dev.stint.ledger..", "java..", "jdk.jfr..")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "java.lang.reflect..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.ServiceLoader")
        .check(CORE);
  }

  /** Records link their methods by invokedynamic; besides them only the reader of snapshots may. */
  @Test
  void core_hasNoInvokedynamicButInRecordsAndTheReader() throws IOException {
    Path classes = Path.of("target/classes/dev/stint/ledger");
    try (Stream<Path> files = Files.walk(classes)) {
      List<String> dynamic =
          files
              .filter(f -> f.toString().endsWith(".class"))
              .filter(f -> !f.getParent().endsWith("jfr"))
              .filter(HotPathTest::hasBootstrapMethods)
              .map(f -> classes.relativize(f).toString())
              .sorted()
              .toList();
      assertThat(dynamic)
          .containsExactly(
              "AuditHead.class",
              "AuditRecord.class",
              "Binding.class",
              "Snapshot$LedgerView.class",
              "Snapshot$ScopeView.class",
              "Snapshot.class",
              "Snapshots.class",
              "audit/AuditHealth.class",
              "audit/AuditOptions.class",
              "audit/AuditVerifier$Result.class");
    }
  }

  private static boolean hasBootstrapMethods(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return text.contains("BootstrapMethods");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
