package dev.stint.profiles;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.stint.profiles");

  @Test
  void only_the_internal_package_knows_the_yaml_library() {
    noClasses()
        .that()
        .resideInAPackage("dev.stint.profiles")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(CLASSES);
  }

  @Test
  void the_internal_package_knows_neither_limits_nor_ledgers() {
    noClasses()
        .that()
        .resideInAPackage("..internal")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.stint.ledger.Limit")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("dev.stint.profiles")
        .check(CLASSES);
  }

  @Test
  void no_yaml_becomes_objects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.snakeyaml.engine.v2.api.Load")
        .check(CLASSES);
  }
}
