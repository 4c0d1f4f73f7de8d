package dev.stint.agent.dist;

import dev.stint.agent.Engine;
import dev.stint.agent.Mode;
import dev.stint.agent.OptionException;
import dev.stint.agent.Options;
import dev.stint.agent.StartRefused;
import dev.stint.ledger.Nullable;
import java.lang.instrument.Instrumentation;

/** What the launcher calls, by name, in the engine's own class loader. */
public final class Main {
  private Main() {}

  /**
   * Starts the agent.
   *
   * @return null, or the one line that says why the start must stop
   */
  public static @Nullable String start(
      String argument, Instrumentation instrumentation, boolean attached) {
    try {
      Options options = Options.read(argument, System.getProperties(), System.getenv());
      Engine.start(options, instrumentation, new StatusPage());
      return null;
    } catch (OptionException refused) {
      if (argument.contains("enforce")) {
        return refused.getMessage();
      }
      System.err.println("stint: " + refused.getMessage());
      return null;
    } catch (StartRefused refused) {
      return refused.getMessage();
    }
  }
}
