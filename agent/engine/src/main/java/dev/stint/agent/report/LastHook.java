package dev.stint.agent.report;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Runs something at the very end: after the application's shutdown hooks, where the JDK lets us,
 * else beside them.
 */
public final class LastHook {
  /** The slots of the JDK are 0 console, 1 application hooks, 2 delete on exit. */
  private static final int SLOT = 5;

  private LastHook() {}

  /** Registers it; true when it runs after the application's hooks. */
  public static boolean register(Instrumentation instrumentation, Runnable last) {
    try {
      Module own = LastHook.class.getModule();
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of("jdk.internal.access", Set.of(own)),
          Map.of(),
          Set.of(),
          Map.of());
      Object access =
          Class.forName("jdk.internal.access.SharedSecrets")
              .getMethod("getJavaLangAccess")
              .invoke(null);
      Class.forName("jdk.internal.access.JavaLangAccess")
          .getMethod("registerShutdownHook", int.class, boolean.class, Runnable.class)
          .invoke(access, SLOT, false, last);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      Runtime.getRuntime().addShutdownHook(new Thread(last, "stint-exit"));
      return false;
    }
  }
}
