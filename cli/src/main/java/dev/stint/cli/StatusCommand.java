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
  private final Target running;

  StatusCommand(Setting setting, AgentAddresses addresses) {
    this.setting = setting;
    this.running = new Target(setting, addresses);
  }

  @Override
  public Integer call() throws IOException {
    byte[] document = document();
    Snapshot snapshot = parse(document);
    if (json) {
      setting.out().println(new String(document, StandardCharsets.UTF_8).strip());
    } else {
      setting.out().print(StatusTable.render(snapshot, new TableOptions(width, all, principal)));
      setting.out().flush();
    }
    return 0;
  }

  private byte[] document() throws IOException {
    String chosen = target;
    if (chosen != null && !Target.isPid(chosen)) {
      return StatusClient.fetch(chosen, null);
    }
    AgentAddress address = chosen == null ? running.onlyOne() : running.of(chosen);
    return StatusClient.fetch(address.url(), address.token());
  }

  private static Snapshot parse(byte[] document) throws IOException {
    try {
      return SnapshotReader.parse(new ByteArrayInputStream(document));
    } catch (StatusFormatException e) {
      throw CliException.passedOn(Exit.DATA, e);
    }
  }
}
