package dev.stint.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Finds the JVM that a command is about: by process id, or the only one of this user. */
final class Target {
  private final Setting setting;
  private final AgentAddresses addresses;

  Target(Setting setting, AgentAddresses addresses) {
    this.setting = setting;
    this.addresses = addresses;
  }

  static boolean isPid(String text) {
    return text.matches("[0-9]{1,10}");
  }

  AgentAddress of(String pid) throws IOException {
    return addresses.of(Long.parseLong(pid));
  }

  /** The only one; where there are several, they are listed. */
  AgentAddress onlyOne() throws IOException {
    List<AgentAddress> running = addresses.all();
    if (running.isEmpty()) {
      throw CliException.of(
          Exit.UNAVAILABLE, "STINT-C031", "no JVM with the agent found: none of this user");
    }
    if (running.size() > 1) {
      setting.out().println("PID         ADDRESS                       PROGRAM");
      for (AgentAddress each : running) {
        setting
            .out()
            .printf(
                Locale.ROOT,
                "%-10d  %-28s  %s%n",
                each.pid(),
                Shown.text(each.url()),
                each.program());
      }
      throw CliException.of(
          Exit.USAGE, "STINT-C035", "several JVMs with the agent: name the process id of one");
    }
    return running.get(0);
  }
}
