package dev.stint.agent.boot;

import java.lang.instrument.Instrumentation;

/**
 * Entry of {@code -javaagent} and of attach. Never throws into the application that it starts with:
 * what goes wrong is one line on stderr, and the application runs without the agent. The exception
 * is what the operator asked to be fatal, such as a broken profile in {@code enforce}: then the
 * start stops with that line and exit code 2.
 */
public final class Agent {
  static final int STOPPED = 2;

  private Agent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    if (JdkTools.isTool(System.getProperty("sun.java.command", ""))) {
      return;
    }
    try {
      String refusal = Start.once(options == null ? "" : options, instrumentation, false);
      if (refusal != null) {
        line(refusal);
        Runtime.getRuntime().halt(STOPPED);
      }
    } catch (Throwable unexpected) {
      line("agent not started: [" + unexpected + "], the application runs without it (STINT-A001)");
    }
  }

  /**
   * Called by the JVM when attached to a running one.
   *
   * @throws IllegalStateException with the one line, for the one who attaches; the application is
   *     left as it was
   */
  public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
    String refusal;
    try {
      refusal = Start.once(options == null ? "" : options, instrumentation, true);
    } catch (Throwable unexpected) {
      throw new IllegalStateException("agent not started: [" + unexpected + "] (STINT-A001)");
    }
    if (refusal != null) {
      throw new IllegalStateException(refusal);
    }
  }

  static void line(String text) {
    System.err.println("stint: " + text);
  }
}
