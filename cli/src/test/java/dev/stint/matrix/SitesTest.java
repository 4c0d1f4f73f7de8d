package dev.stint.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.stint.architecture.Modules;
import dev.stint.ledger.Admission;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What enforcement sites say of themselves is what their code does, and no site is silent. */
class SitesTest {
  private static final Enforcement BUILD = Enforcement.OF_THE_BUILD;

  @Test
  void declarations_areFound() {
    assertThat(BUILD.declared).hasSizeGreaterThan(20);
  }

  @Test
  void reserveSite_namesExactlyWhatItDeclares_andReachesACharge() {
    for (Declared each : BUILD.declared) {
      if (each.isReserve()) {
        Reach reach = BUILD.reach(each);
        assertThat(reach.named())
            .as("resources named by [%s]", each.shortName())
            .containsExactlyInAnyOrderElementsOf(each.resources());
        assertThat(reach.charges()).as("[%s] charges", each.shortName()).isTrue();
      }
    }
  }

  @Test
  void reserveSite_admitsAsItDeclares() {
    for (Declared each : BUILD.declared) {
      if (each.isReserve()) {
        Reach reach = BUILD.reach(each);
        boolean waits = reach.does(LedgerCall.WAITS);
        assertThat(
                switch (each.admits()) {
                  case RESERVED -> reach.does(LedgerCall.ADMITS) || waits;
                  case WAITING -> waits;
                  case POST_PAID -> true;
                  case OBSERVED -> false;
                })
            .as("[%s] admits as [%s]", each.shortName(), each.admits())
            .isTrue();
      }
    }
  }

  @Test
  void releaseSite_givesBack_whatItsClassOrScopeWasCharged() {
    for (Declared each : BUILD.declared) {
      if (!each.isReserve()) {
        Reach reach = BUILD.reach(each);
        assertThat(reach.does(LedgerCall.GIVES_BACK))
            .as("[%s] gives back", each.shortName())
            .isTrue();
        Set<Resource> known = EnumSet.noneOf(Resource.class);
        BUILD.declared.stream()
            .filter(Declared::isReserve)
            .filter(other -> reach.closesScopes() ? sameHalf(each, other) : sameClass(each, other))
            .forEach(other -> known.addAll(other.resources()));
        known.addAll(reach.named());
        assertThat(known)
            .as("what [%s] can give back", each.shortName())
            .containsAll(each.resources());
      }
    }
  }

  private static boolean sameHalf(Declared one, Declared other) {
    return one.half() == other.half();
  }

  private static boolean sameClass(Declared one, Declared other) {
    return one.site().getOwner().equals(other.site().getOwner());
  }

  @Test
  void charge_outsideTheKernel_isWithinADeclaredSite() {
    Set<JavaCodeUnit> declared = new HashSet<>();
    BUILD.declared.stream()
        .filter(Declared::isReserve)
        .forEach(each -> declared.addAll(BUILD.reach(each).methods()));
    Set<String> silent = new TreeSet<>();
    for (JavaClass type : BUILD.classes) {
      if (!LedgerCall.isKernel(type) && !isBenchmark(type)) {
        for (JavaCall<?> call : type.getCodeUnitCallsFromSelf()) {
          if (LedgerCall.of(call).charges() && !declared.contains(call.getOrigin())) {
            silent.add(call.getOrigin().getFullName());
          }
        }
      }
    }
    assertThat(silent)
        .as("methods that charge a ledger and that no @Enforces covers: the matrix is blind there")
        .isEmpty();
  }

  private static boolean isBenchmark(JavaClass type) {
    return type.getPackageName().startsWith("dev.stint.bench");
  }

  @Test
  void heldResource_hasAReleaseSite_whereverItIsCharged() {
    for (Resource resource : Resource.values()) {
      for (Half half : List.of(Half.AGENT, Half.SANDBOX)) {
        if (resource.kind() == ResourceKind.STOCK && BUILD.charges(resource, half)) {
          assertThat(BUILD.of(resource, half))
              .as("sites of %s of the %s", resource, half.label())
              .anyMatch(each -> !each.isReserve());
        }
      }
    }
  }

  /** A site of the JDK's code that no hook calls counts nothing. */
  @Test
  void agentSite_isReachedFromCodeOrHooksOfTheAgent() {
    Woven woven = new Woven(Modules.ROOT.resolve("agent/engine/target/classes"));
    for (Declared each : BUILD.declared) {
      if (each.half() == Half.AGENT) {
        assertThat(callers(each.site()))
            .as("[%s] or a caller of it is woven or called by the agent", each.shortName())
            .anyMatch(caller -> isOfAgent(caller) || woven.names(caller));
      }
    }
  }

  private static boolean isOfAgent(JavaCodeUnit unit) {
    return unit.getOwner().getPackageName().startsWith("dev.stint.agent");
  }

  private static Set<JavaCodeUnit> callers(JavaCodeUnit site) {
    Set<JavaCodeUnit> seen = new HashSet<>(Set.of(site));
    Deque<JavaCodeUnit> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      next.remove()
          .getCallsOfSelf()
          .forEach(
              call -> {
                if (seen.add(call.getOrigin())) {
                  next.add(call.getOrigin());
                }
              });
    }
    return seen;
  }

  /** A view that says whether there is room would be a second ledger, and a stale one. */
  @Test
  @Tag("P11")
  @Tag("C-P3")
  void admission_readsNoView() {
    Set<JavaClass> admitting = new HashSet<>();
    BUILD.declared.forEach(
        each -> BUILD.reach(each).methods().forEach(unit -> admitting.add(unit.getOwner())));
    Set<String> views = new TreeSet<>();
    for (JavaClass type : BUILD.classes) {
      boolean kernel = type.getPackageName().equals("dev.stint.ledger") && !isView(type);
      if (kernel || admitting.contains(type)) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(to -> isView(to.getTargetClass()))
            .forEach(to -> views.add(to.getDescription()));
      }
    }
    assertThat(views).as("views that are read where charges are admitted").isEmpty();
  }

  private static boolean isView(JavaClass type) {
    String name = type.getName();
    return name.startsWith("dev.stint.ledger.Snapshot")
        || name.matches("dev\\.stint\\.(status|metrics|report|grafana)\\..*")
        || name.startsWith("io.micrometer.");
  }

  /** A new way to charge that the matrix does not know would be a blind spot. */
  @Test
  void everyMethodOfTheKernelThatAdmits_isKnownToTheMatrix() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass type : BUILD.classes) {
      if (LedgerCall.isKernel(type)) {
        type.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(SitesTest::admits)
            .filter(method -> !isKnown(method))
            .forEach(method -> unknown.add(method.getFullName()));
      }
    }
    assertThat(unknown).as("to be given a place in LedgerCall").isEmpty();
  }

  /** Asks for an amount and answers with a verdict, or names a resource of a scope. */
  private static boolean admits(JavaMethod method) {
    JavaClass answer = method.getRawReturnType();
    boolean verdict = answer.isEquivalentTo(Verdict.class) || answer.isEquivalentTo(Denied.class);
    List<JavaClass> parameters = method.getRawParameterTypes();
    boolean amount = parameters.stream().anyMatch(each -> each.isEquivalentTo(long.class));
    boolean resource = parameters.stream().anyMatch(each -> each.isEquivalentTo(Resource.class));
    return verdict && amount || resource && method.getOwner().isEquivalentTo(Scope.class);
  }

  private static boolean isKnown(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return owner.isEquivalentTo(Scope.class) && LedgerCall.OF_SCOPE.containsKey(method.getName())
        || LedgerCall.isService(owner) && LedgerCall.OF_SERVICE.containsKey(method.getName());
  }

  @Test
  void declaredAdmission_isNeverObserved() {
    assertThat(BUILD.declared).noneMatch(each -> each.admits() == Admission.OBSERVED);
  }
}
