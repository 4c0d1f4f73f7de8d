package dev.stint.cli;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Snapshot;
import dev.stint.status.SnapshotReader;
import dev.stint.status.StatusFormatException;
import dev.stint.status.StatusTable;
import dev.stint.status.TableOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who uses what in a running JVM. */
@Command(
    name = "status",
    description = {
      "Show who uses what in a JVM that runs with the agent.",
      "",
      "Asks the status server of that JVM; it does not attach to it. Without PID or URL it takes"
          + " the",
      "only such JVM of this user, or lists them when there are several."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "69:no such JVM, or it does not answer"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint status",
      "  stint status 4711 --principal alice",
      "  stint status --json http://127.0.0.1:7070/"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(
      arity = "0..1",
      paramLabel = "PID|URL",
      description = "A process id, or the address of a status server.")
  private @Nullable String target;

  @Option(names = "--json", description = "Print the snapshot as JSON.")
  private boolean json;

  @Option(names = "--all", description = "Also sessions, connections and invocations.")
  private boolean all;

  @Option(
      names = "--principal",
      paramLabel = "NAME",
      description = "Only the rows of this principal.")
  private @Nullable String principal;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      description = "How wide the table may be, ${DEFAULT-VALUE} unless said otherwise.",
      defaultValue = "120")
  private int width;

  private final Setting setting;
  private final AgentAddresses addresses;

  StatusCommand(Setting setting, AgentAddresses addresses) {
    this.setting = setting;
    this.addresses = addresses;
  }

  @Override
  public Integer call() throws IOException {
    byte[] document = document(target == null ? onlyOne() : target);
    Snapshot snapshot = parse(document);
    if (json) {
      setting.out().println(new String(document, StandardCharsets.UTF_8).strip());
    } else {
      setting.out().print(StatusTable.render(snapshot, new TableOptions(width, all, principal)));
      setting.out().flush();
    }
    return 0;
  }

  private byte[] document(String chosen) throws IOException {
    if (!chosen.matches("[0-9]{1,10}")) {
      return StatusClient.fetch(chosen, null);
    }
    AgentAddress address = addresses.of(Long.parseLong(chosen));
    return StatusClient.fetch(address.url(), address.token());
  }

  /** The process id of the only one; where there are several, they are listed. */
  private String onlyOne() throws IOException {
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
    return Long.toString(running.get(0).pid());
  }

  private static Snapshot parse(byte[] document) throws IOException {
    try {
      return SnapshotReader.parse(new ByteArrayInputStream(document));
    } catch (StatusFormatException e) {
      throw CliException.passedOn(Exit.DATA, e);
    }
  }
}
