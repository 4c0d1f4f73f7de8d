package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.util.List;
import java.util.Set;

/**
 * Where the agent of one JVM serves its status.
 *
 * @param token what it wants to see before it shows names, null for none
 */
record AgentAddress(long pid, String url, @Nullable String token) {
  private static final Set<String> WITH_VALUE =
      Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--add-modules");

  /** The main class, module or jar that the process runs, as far as the system tells. */
  String program() {
    String[] arguments =
        ProcessHandle.of(pid).flatMap(p -> p.info().arguments()).orElse(new String[0]);
    return Shown.text(program(List.of(arguments)));
  }

  static String program(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (WITH_VALUE.contains(argument)) {
        i++;
      } else if (!argument.startsWith("-") && !argument.startsWith("@")) {
        return argument.substring(argument.lastIndexOf('/') + 1);
      }
    }
    return "-";
  }

  /** Without the token: this text may be printed. */
  @Override
  public String toString() {
    return pid + " " + url;
  }
}
