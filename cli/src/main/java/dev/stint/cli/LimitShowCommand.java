package dev.stint.cli;

import dev.stint.status.ControlJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the limits of a running JVM. */
@Command(
    name = "show",
    description = {
      "Show limits of a running JVM, what is used of them, and where each comes from.",
      "",
      "ORIGIN is the line of a profile, or who changed it when. BINDING is the profile, version"
          + " and",
      "epoch that put it in force."
    },
    customSynopsis = "stint limit show [-h] [--debug] [--json] [PID] [PRINCIPAL]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:shown",
      "2:the command line is not valid, or there are several JVMs",
      "69:no such JVM or principal, or it takes no changes"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  stint limit show", "  stint limit show 4711 alice"})
final class LimitShowCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("principal", "resource", "limit", "used", "peak", "origin", "binding");

  @Mixin private Common common = new Common();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Parameters(
      arity = "0..2",
      paramLabel = "[PID] [PRINCIPAL]",
      hideParamSyntax = true,
      description = "A process id, when there are several JVMs; a principal.")
  private List<String> words = List.of();

  private final Setting setting;
  private final Target running;

  LimitShowCommand(Setting setting, AgentAddresses addresses) {
    this.setting = setting;
    this.running = new Target(setting, addresses);
  }

  @Override
  public Integer call() throws IOException {
    boolean pid = !words.isEmpty() && Target.isPid(words.get(0));
    List<String> rest = pid ? words.subList(1, words.size()) : words;
    if (rest.size() > 1) {
      throw CliException.of(
          Exit.USAGE,
          "STINT-C080",
          "limit show: [" + Shown.text(words.get(0)) + "] is not a process id");
    }
    AgentAddress address = pid ? running.of(words.get(0)) : running.onlyOne();
    Map<String, Object> request = rest.isEmpty() ? Map.of() : Map.of("principal", rest.get(0));
    Map<String, Object> answer = new ControlClient(address).limits(request);
    if (json) {
      setting.out().println(new String(ControlJson.write(answer), StandardCharsets.UTF_8));
    } else {
      table(answer);
    }
    return 0;
  }

  private void table(Map<String, Object> answer) {
    List<Map<?, ?>> rows = Changes.rows(answer, "limits");
    if (rows.isEmpty()) {
      setting.out().println("nothing is limited or used");
      return;
    }
    TextTable table = new TextTable(TextTable.heads(COLUMNS));
    for (Map<?, ?> row : rows) {
      table.row(COLUMNS.stream().map(column -> cell(row, column)).toList());
    }
    table.print(setting.out());
    Changes.omitted(answer, setting.out());
  }

  private static String cell(Map<?, ?> row, String column) {
    String text = Changes.text(row, column);
    boolean over = column.equals("used") && row.get("overcommitted") != null;
    return over ? text + " (" + Changes.text(row, "overcommitted") + " above)" : text;
  }
}
