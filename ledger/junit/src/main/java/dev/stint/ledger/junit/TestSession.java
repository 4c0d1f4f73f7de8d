package dev.stint.ledger.junit;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Binder;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** One test with its scope and limits. Used by the thread that runs the test. */
final class TestSession implements AutoCloseable {
  private final Scope scope;
  private final Map<Resource, Limit> limits;

  private TestSession(Scope scope, Map<Resource, Limit> limits) {
    this.scope = scope;
    this.limits = limits;
  }

  static TestSession open(ExtensionContext test) {
    Map<Resource, Limit> limits = Budgets.of(test);
    Ledgers ledgers = Ledgers.jvm();
    Scope scope = ledgers.principal("test").child(ScopeKind.SESSION, name(test));
    Binder binder = ledgers.binder("junit");
    limits.forEach((resource, limit) -> binder.bind(scope, resource, limit));
    return new TestSession(scope, limits);
  }

  /** The class and method, and for one of several invocations its number. */
  private static String name(ExtensionContext test) {
    String id = test.getUniqueId();
    int number = id.lastIndexOf("invocation:#");
    return test.getRequiredTestClass().getName()
        + "."
        + test.getRequiredTestMethod().getName()
        + (number < 0 ? "" : id.substring(id.indexOf('#', number), id.length() - 1));
  }

  Scope scope() {
    return scope;
  }

  /** Runs the body with this scope as the payer, then judges; what the body throws comes first. */
  @Enforces(
      value = {Resource.HEAP_ALLOCATED, Resource.CPU_TIME, Resource.THREADS},
      admits = Admission.POST_PAID)
  void run(Invocation<Void> body) throws Throwable {
    List<Resource> resources = List.copyOf(limits.keySet());
    Measure[] measures = new Measure[resources.size()];
    for (int i = 0; i < measures.length; i++) {
      measures[i] = Measure.of(resources.get(i));
    }
    measured(body, measures);
    for (int i = 0; i < measures.length; i++) {
      judge(resources.get(i), measures[i]);
    }
  }

  private void measured(Invocation<Void> body, Measure[] measures) throws Throwable {
    Cell cell = Cell.current();
    Scope before = cell.scope;
    for (Measure measure : measures) {
      measure.start();
    }
    cell.scope = scope;
    try {
      body.proceed();
    } finally {
      cell.scope = before;
    }
    for (Measure measure : measures) {
      measure.stop();
    }
  }

  private void judge(Resource resource, Measure measure) {
    requireNoneDenied(scope.ledger(resource));
    if (measure.used() == Measure.NOT_MEASURED) {
      throw new TestAbortedException(
          resource.label() + ": not measured on this JVM, budget not judged (STINT-J002)");
    }
    settle(resource, measure.used());
  }

  /** Charges what no hook has charged yet. */
  private void settle(Resource resource, long used) {
    long rest = Math.max(0, used - scope.ledger(resource).total());
    Denied denied = scope.charge(resource, rest);
    if (denied != null) {
      throw new AssertionFailedError(denied.message());
    }
  }

  /** A denial that the body swallowed is one all the same: it wanted more than the budget. */
  private void requireNoneDenied(Ledger ledger) {
    Limit limit = ledger.limit();
    if (ledger.denied() > 0 && limit != null) {
      Unit unit = ledger.resource().unit();
      throw new AssertionFailedError(
          "denied within the test: principal ["
              + scope.principalName()
              + "] "
              + ledger.resource().label()
              + ", denied ["
              + ledger.denied()
              + "] times, used ["
              + unit.format(ledger.used())
              + "], hard ["
              + unit.format(limit.hard())
              + "], at ["
              + scope.path()
              + "], profile ["
              + limit.origin()
              + "] ("
              + ledger.resource().denialCode()
              + ")");
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
