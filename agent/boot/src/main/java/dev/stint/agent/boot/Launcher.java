package dev.stint.agent.boot;

import java.io.PrintStream;
import java.lang.instrument.Instrumentation;

/**
 * The main class of the agent jar. Named as {@code Launcher-Agent-Class} too, so that {@code java
 * -jar stint-agent.jar doctor} can test every hook on any JDK without further options.
 */
public final class Launcher {
  private static @Nullable Instrumentation instrumentation;

  private Launcher() {}

  /** Called by the JVM before {@link #main}. */
  public static void agentmain(@Nullable String options, Instrumentation given) {
    instrumentation = given;
  }

  /** Runs the doctor, which exits with 0 when every hook is armed; else says how to use the jar. */
  public static void main(String[] args) throws Exception {
    Instrumentation given = instrumentation;
    if (args.length == 1 && args[0].equals("doctor") && given != null) {
      String refusal = Start.once("doctor=exit", given, false);
      if (refusal != null) {
        Agent.line(refusal);
        System.exit(Agent.STOPPED);
      }
      return;
    }
    usage(System.out);
  }

  private static void usage(PrintStream out) {
    String version = Launcher.class.getPackage().getImplementationVersion();
    out.println("stint agent " + (version == null ? "" : version));
    out.println("  java -javaagent:stint-agent.jar[=profile=FILE,mode=observe|enforce,...] ...");
    out.println("  java -jar stint-agent.jar doctor    tests every hook on this JDK");
  }
}
