package dev.stint.ledger.peak;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P11")
@Tag("M-17")
class PeakArchitectureTest {
  /** Names are enough for these rules: what the classes depend on is not read. */
  private static final JavaClasses CORE =
      ArchConfiguration.withThreadLocalScope(
          configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.stint.ledger");
          });

  private static final ArchRule NOTHING_READS_THE_PEAK_VIEW =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.stint.ledger.peak..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.stint.ledger.peak..");

  @Test
  void nothingInTheLedger_readsThePeakView() {
    NOTHING_READS_THE_PEAK_VIEW.check(CORE);
  }

  @Test
  void peakView_knowsNothingThatAdmits() {
    noClasses()
        .that()
        .resideInAPackage("dev.stint.ledger.peak..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "dev\\.stint\\.ledger\\.(Scope|Ledger|Ledgers|Binder|Gate|Reservation|Limit)")
        .check(CORE);
  }

  /** The rule sees what it forbids: this package's tests do not keep it. */
  @Test
  void rule_findsAGateThatReadsTheView() {
    JavaClasses gate = new ClassFileImporter().importClasses(dev.stint.ledger.PeakGate.class);

    assertThat(NOTHING_READS_THE_PEAK_VIEW.evaluate(gate).hasViolation()).isTrue();
  }
}
