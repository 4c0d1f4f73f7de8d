package dev.stint.matrix;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Locale;

/** Who enforces. */
enum Half {
  AGENT,
  SANDBOX,
  /** Budgets of tests, {@code @ResourceBudget}. */
  TESTS;

  /** The half that a class of an enforcement site belongs to. */
  static Half of(JavaClass type) {
    String name = type.getPackageName() + ".";
    if (name.startsWith("dev.stint.ledger.junit.")) {
      return TESTS;
    }
    if (name.startsWith("dev.stint.ledger.site.") || name.startsWith("dev.stint.agent.")) {
      return AGENT;
    }
    if (name.startsWith("dev.stint.sandbox.")) {
      return SANDBOX;
    }
    throw new AssertionError(
        "[" + type.getName() + "] charges ledgers and is of no half that the matrix knows");
  }

  /** The half whose denial a test of that module proves; the kernel's own tests prove the agent. */
  static Half ofTests(String module, JavaClass test) {
    if (module.startsWith("sandbox/")) {
      return SANDBOX;
    }
    if (module.equals("ledger/junit")) {
      return TESTS;
    }
    if (module.startsWith("agent/") || test.getPackageName().equals("dev.stint.ledger.site")) {
      return AGENT;
    }
    throw new AssertionError(
        "[" + test.getName() + "] of [" + module + "] proves no denial of agent or sandbox");
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
