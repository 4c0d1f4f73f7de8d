package dev.stint.ledger.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.stint.ledger.Cell;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class ResourceBudgetTest {
  private static final String AT = "system/test/dev.stint.ledger.junit.Budgeted";

  @Test
  @Tag("denies:heap.allocated")
  void allocation_overBudget_failsWithTheDenial() {
    String message = failure("allocatesFourMiB");

    Matcher found = Pattern.compile("requested \\[(\\d+)(Ki)?]").matcher(message);
    assertThat(found.find()).isTrue();
    long bytes = Long.parseLong(found.group(1)) * (found.group(2) == null ? 1 : 1024);
    assertThat(bytes).isBetween(4L << 20, 5L << 20);
    assertThat(message)
        .isEqualTo(
            "exceeded limit: principal [test] heap.allocated, "
                + found.group()
                + ", used [0], hard [1Mi], at ["
                + AT
                + ".allocatesFourMiB], profile [@ResourceBudget], retry [no] (STINT-L011)");
  }

  @Test
  void allocation_withinBudget_passes() {
    assertPasses("allocatesLittle");
  }

  @Test
  void failureOfTheBody_comesBeforeTheBudget() {
    assertThat(failure("failsByItself")).isEqualTo("its own failure");
  }

  @Test
  @Tag("denies:threads")
  void threads_overBudget_failWithTheDenial() {
    assertThat(failure("startsThreeThreads"))
        .isEqualTo(
            "exceeded limit: principal [test] threads, requested [3], used [0], hard [2], at ["
                + AT
                + ".startsThreeThreads], profile [@ResourceBudget], retry [no] (STINT-L013)");
  }

  @Test
  void threads_withinBudget_pass() {
    assertPasses("startsTwoThreads");
  }

  @Test
  @Tag("denies:cpu.time")
  void cpuTime_overBudget_fails() {
    assertThat(failure("spinsForLong"))
        .matches(
            "exceeded limit: principal \\[test] cpu\\.time, requested \\[\\d+(us|ms)], used \\[0s],"
                + " hard \\[1ms], at \\["
                + AT
                + "\\.spinsForLong], profile \\[@ResourceBudget], retry \\[no] \\(STINT-L017\\)");
  }

  @Test
  void directCharge_overBudget_throwsTheDenial() {
    assertThat(failure("throwsWhatItIsDenied", "dev.stint.ledger.Scope"))
        .isEqualTo(
            "exceeded limit: principal [test] fuel, requested [10001], used [0], hard [10k], at ["
                + AT
                + ".throwsWhatItIsDenied], profile [@ResourceBudget], retry [no] (STINT-L004)");
  }

  @Test
  void directCharge_whoseDenialIsSwallowed_failsAllTheSame() {
    assertThat(failure("swallowsItsDenial", "dev.stint.ledger.Scope"))
        .isEqualTo(
            "denied within the test: principal [test] sockets, denied [1] times, used [0],"
                + " hard [0], at ["
                + AT
                + ".swallowsItsDenial], profile [@ResourceBudget] (STINT-L018)");
  }

  @Test
  void budgetOfTheClass_holdsForItsMethods() {
    assertThat(failure("chargesTheLimitOfItsClass", "dev.stint.ledger.Scope"))
        .isEqualTo(
            "exceeded limit: principal [test] log.bytes, requested [3], used [0], hard [2], at ["
                + AT
                + ".chargesTheLimitOfItsClass], profile [@ResourceBudget], retry [no]"
                + " (STINT-L007)");
  }

  @Test
  void budgetOfTheClass_holdsForNestedTests() {
    String inner = "chargesTheLimitOfTheOuterClass";
    Events events =
        run(
            selectNestedMethod(
                List.of(Budgeted.class), Budgeted.Inner.class, inner, "dev.stint.ledger.Scope"));

    assertThat(onlyFailure(events))
        .isEqualTo(
            "exceeded limit: principal [test] log.bytes, requested [3], used [0], hard [2], at ["
                + AT
                + "$Inner."
                + inner
                + "], profile [@ResourceBudget], retry [no] (STINT-L007)");
  }

  @Test
  void budgetOfTheMethod_winsOverThatOfTheClass() {
    assertPasses("hasALimitOfItsOwn", "dev.stint.ledger.Scope");
  }

  @Test
  void scope_isThePayerDuringTheBody_andClosedAfterIt() {
    Budgeted.seen.clear();

    assertPasses("noticesItsScope", "dev.stint.ledger.Scope");

    assertThat(Budgeted.seen)
        .containsExactly(AT + ".noticesItsScope#1 true", AT + ".noticesItsScope#2 true");
    assertThat(Cell.current().scope).isNull();
    assertThat(Budgeted.openScopes()).isZero();
  }

  @Test
  void unknownResource_failsBeforeTheBody() {
    Budgeted.seen.clear();

    assertThat(failure("namesAnUnknownResource"))
        .isEqualTo("budget: unknown resource [heep.allocated] (STINT-J001)");
    assertThat(Budgeted.seen).isEmpty();
  }

  @Test
  void unreadableAmount_failsBeforeTheBody() {
    Budgeted.seen.clear();

    assertThat(failure("namesNoAmount"))
        .isEqualTo("budget: threads: amount [1Mi] must be a whole number below 2^63 (STINT-N002)");
    assertThat(Budgeted.seen).isEmpty();
  }

  private static void assertPasses(String method, String... parameters) {
    Events events = run(selectMethod(Budgeted.class, method, String.join(",", parameters)));
    assertThat(events.failed().count()).isZero();
    assertThat(events.aborted().count()).isZero();
    assertThat(events.succeeded().count()).isPositive();
  }

  private static String failure(String method, String... parameters) {
    return onlyFailure(run(selectMethod(Budgeted.class, method, String.join(",", parameters))));
  }

  private static Events run(DiscoverySelector selector) {
    return EngineTestKit.engine("junit-jupiter").selectors(selector).execute().testEvents();
  }

  private static String onlyFailure(Events events) {
    List<Event> failed = events.failed().list();
    assertThat(failed).hasSize(1);
    TestExecutionResult result = failed.get(0).getRequiredPayload(TestExecutionResult.class);
    return result.getThrowable().orElseThrow().getMessage();
  }
}
