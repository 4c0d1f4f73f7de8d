package dev.stint.ledger.junit;

import dev.stint.ledger.Scope;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a test within its budget: what {@link ResourceBudget} registers. */
public final class BudgetExtension
    implements InvocationInterceptor, ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(BudgetExtension.class);

  static {
    FirstCall.make();
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> body, ReflectiveInvocationContext<Method> method, ExtensionContext test)
      throws Throwable {
    session(test).run(body);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> body, ReflectiveInvocationContext<Method> method, ExtensionContext test)
      throws Throwable {
    session(test).run(body);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Scope.class && test.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return session(test).scope();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    TestSession session = test.getStore(NAMESPACE).remove(TestSession.class, TestSession.class);
    if (session != null) {
      session.close();
    }
  }

  private static TestSession session(ExtensionContext test) {
    return test.getStore(NAMESPACE)
        .getOrComputeIfAbsent(TestSession.class, key -> TestSession.open(test), TestSession.class);
  }
}
