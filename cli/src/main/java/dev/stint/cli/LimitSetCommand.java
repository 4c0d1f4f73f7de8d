package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes limits of one principal while its JVM runs. */
@Command(
    name = "set",
    description = {
      "Change limits of one principal of a running JVM.",
      "",
      "A higher limit is in force at once. A lower one takes nothing away: what is held stays, and",
      "growth is denied until it fits. All fields are changed, or none. A change lasts until the",
      "JVM ends or a profile is applied; no file is written."
    },
    customSynopsis = {"stint limit set [-h] [--debug] [--dry-run] [PID] PRINCIPAL FIELD=VALUE..."},
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:changed",
      "2:the command line is not valid, or there are several JVMs",
      "65:the JVM does not take such a request, for example of more than 64 fields",
      "69:no such JVM or principal, or it takes no changes",
      "78:a limit is not valid, or above that of the parent"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint limit set 4711 alice threadLimit=8",
      "  stint limit set --dry-run alice heapAllocatedBytesPerWindow=64Mi/s",
      "  stint limit set 4711 alice 'socketLimit={hard: 20, soft: 15}' timerWaiterLimit=inherit"
    })
final class LimitSetCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
  private boolean dryRun;

  @Parameters(
      arity = "1..*",
      paramLabel = "[PID] PRINCIPAL FIELD=VALUE",
      hideParamSyntax = true,
      description = {
        "A process id, when there are several JVMs; the principal, [system] for the whole JVM;",
        "fields of a profile with their values, or [inherit] to remove the own limit."
      })
  private List<String> words = List.of();

  private final Setting setting;
  private final Target running;

  LimitSetCommand(Setting setting, AgentAddresses addresses) {
    this.setting = setting;
    this.running = new Target(setting, addresses);
  }

  @Override
  public Integer call() throws IOException {
    int names = 0;
    while (names < words.size() && words.get(names).indexOf('=') < 0) {
      names++;
    }
    List<String> who = words.subList(0, names);
    Map<String, Object> request = request(who, words.subList(names, words.size()));
    ControlClient client = new ControlClient(address(who));
    Changes.print(client.limits(request), setting.out());
    return 0;
  }

  private Map<String, Object> request(List<String> who, List<String> fields) {
    if (who.isEmpty() || who.size() > 2 || fields.isEmpty()) {
      throw misread("expected [PID] PRINCIPAL FIELD=VALUE...");
    }
    if (who.size() == 2 && !Target.isPid(who.get(0))) {
      throw misread("[" + Shown.text(who.get(0)) + "] is not a process id");
    }
    List<Object> list = new ArrayList<>();
    for (String field : fields) {
      int equals = field.indexOf('=');
      if (equals < 1) {
        throw misread("[" + Shown.text(field) + "] is not FIELD=VALUE");
      }
      list.add(Map.of("field", field.substring(0, equals), "value", field.substring(equals + 1)));
    }
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("principal", who.get(who.size() - 1));
    request.put("fields", list);
    request.put("by", user());
    request.put("dryRun", dryRun);
    return request;
  }

  private AgentAddress address(List<String> who) throws IOException {
    return who.size() == 2 ? running.of(who.get(0)) : running.onlyOne();
  }

  /** Who the audit is told that it was. */
  static String user() {
    @Nullable String user = System.getProperty("user.name");
    return user == null || user.isBlank() ? "unknown" : user;
  }

  private static CliException misread(String what) {
    return CliException.of(Exit.USAGE, "STINT-C080", "limit set: " + what);
  }
}
