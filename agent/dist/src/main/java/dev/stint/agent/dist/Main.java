package dev.stint.agent.dist;

import dev.stint.agent.Engine;
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
      Engine.start(options, instrumentation, attached, new StatusPage());
      return null;
    } catch (OptionException refused) {
      return refused.stops() ? refused.line() : toldOnly(refused);
    } catch (StartRefused refused) {
      return refused.getMessage();
    }
  }

  private static @Nullable String toldOnly(OptionException refused) {
    System.err.println("stint: " + refused.line());
    return null;
  }
}
