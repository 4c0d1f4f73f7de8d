package dev.stint.ledger.junit;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;

/**
 * Makes the first reflective call of this JVM ahead of the first test: on JDK 18 and later it
 * allocates about 100 KiB, which would stand in the budget of whichever test comes first.
 */
final class FirstCall {
  private FirstCall() {}

  static void make() {
    FirstCall target = new FirstCall();
    try {
      FirstCall.class.getDeclaredMethod("nothing").invoke(target);
      FirstCall.class.getDeclaredMethod("nothing", Scope.class).invoke(target, (Scope) null);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  void nothing() {}

  void nothing(@Nullable Scope scope) {}
}
