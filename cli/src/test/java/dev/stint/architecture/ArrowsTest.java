package dev.stint.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.lang.module.ModuleDescriptor;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArrowsTest {
  private static final String CORE = "dev.stint.ledger..";
  private static final String JFR = "dev.stint.ledger.jfr..";
  private static final String PROFILES = "dev.stint.profiles..";
  private static final String METER = "dev.stint.meter..";
  private static final String SANDBOX = "dev.stint.sandbox..";
  private static final String AGENT = "dev.stint.agent..";
  private static final String BOOT = "dev.stint.agent.boot..";
  private static final String CLI = "dev.stint.cli..";

  private static final Set<String> BASE_EXPORTS =
      Object.class.getModule().getDescriptor().exports().stream()
          .filter(exports -> !exports.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toUnmodifiableSet());

  private static final DescribedPredicate<JavaClass> OF_JAVA_BASE =
      describe(
          "exported by java.base",
          type -> {
            JavaClass element = type.getBaseComponentType();
            return element.isPrimitive() || BASE_EXPORTS.contains(element.getPackageName());
          });

  @Test
  void coreDependsOnJavaBaseAlone_andItsEventsOnJdkJfr() {
    JavaClasses core = Modules.of("ledger/core");

    classes()
        .that()
        .resideOutsideOfPackage(JFR)
        .should()
        .onlyDependOnClassesThat(OF_JAVA_BASE.or(resideInAnyPackage(CORE)))
        .check(core);
    classes()
        .that()
        .resideInAPackage(JFR)
        .should()
        .onlyDependOnClassesThat(OF_JAVA_BASE.or(resideInAnyPackage(CORE, "jdk.jfr..")))
        .check(core);
  }

  @Test
  void coreKnowsNothingOfItsEvents() {
    noClasses()
        .that()
        .resideOutsideOfPackage(JFR)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JFR)
        .check(Modules.of("ledger/core"));
  }

  @Test
  void bootDependsOnTheJdkAlone() {
    dependsOnly(Modules.of("agent/boot"), "java..", BOOT);
  }

  @Test
  void meterDependsOnTheJdkAlone() {
    dependsOnly(Modules.of("sandbox/meter"), "java..", METER);
  }

  @Test
  void profilesKnowCoreAlone() {
    ofOursKnowsOnly(Modules.of("profiles"), PROFILES, CORE);
  }

  @Test
  void budgetsOfTestsKnowCoreAlone() {
    ofOursKnowsOnly(Modules.of("ledger/junit"), CORE);
  }

  @Test
  void dashboardsKnowNeitherAgentNorSandbox() {
    ofOursKnowsOnly(Modules.of("dashboards/status"), "dev.stint.status..", CORE);
    ofOursKnowsOnly(Modules.of("dashboards/report"), "dev.stint.report..", CORE);
  }

  @Test
  void agentNeverSeesTheSandbox() {
    neverSees(Modules.of("agent/boot", "agent/engine", "agent/dist"), SANDBOX, METER);
  }

  @Test
  void engineOfTheAgentKnowsCoreAndProfilesAlone() {
    ofOursKnowsOnly(Modules.of("agent/engine"), AGENT, PROFILES, CORE);
  }

  @Test
  void sandboxNeverSeesTheAgent() {
    neverSees(
        Modules.of("sandbox/meter", "sandbox/host", "sandbox/graal", "sandbox/chicory"), AGENT);
  }

  @Test
  void sandboxKnowsMeterProfilesAndCoreAlone() {
    ofOursKnowsOnly(
        Modules.of("sandbox/host", "sandbox/graal", "sandbox/chicory"),
        SANDBOX,
        METER,
        PROFILES,
        CORE);
  }

  @Test
  void nothingSeesTheCommandLine() {
    neverSees(
        Modules.of(
            "ledger/core",
            "ledger/junit",
            "profiles",
            "agent/boot",
            "agent/engine",
            "agent/dist",
            "sandbox/meter",
            "sandbox/host",
            "sandbox/graal",
            "sandbox/chicory",
            "dashboards/metrics",
            "dashboards/status",
            "dashboards/report"),
        CLI);
  }

  @Test
  void commandLineStartsAgentAndSandboxAsProcesses_andCompilesAgainstNeither() {
    neverSees(Modules.of("cli"), AGENT, SANDBOX, METER);
  }

  private static void dependsOnly(JavaClasses module, String... packages) {
    classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(packages).or(primitiveOrArrayOfThem()))
        .check(module);
  }

  private static void ofOursKnowsOnly(JavaClasses module, String... packages) {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.stint..")
                .and(DescribedPredicate.not(resideInAnyPackage(packages))))
        .check(module);
  }

  private static void neverSees(JavaClasses module, String... packages) {
    noClasses().should().dependOnClassesThat().resideInAnyPackage(packages).check(module);
  }

  private static DescribedPredicate<JavaClass> primitiveOrArrayOfThem() {
    return describe("primitive", type -> type.getBaseComponentType().isPrimitive());
  }
}
