package dev.stint.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one capsule within a budget, in a process of its own on JDK 25. */
@Command(
    name = "run",
    description = {
      "Run a WebAssembly module within a budget.",
      "",
      "The module gets nothing that is not named here: no directory, no environment, no network.",
      "Options stand before MODULE; what follows it goes to the guest as it is."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status: that of the guest, or%n",
    exitCodeList = {
      "2:usage",
      "65:the module is not valid or not admitted",
      "66:a file or directory is not there",
      "69:no JDK 25, or not built",
      "70:the host or the engine failed",
      "75:a limit denied what the guest cannot go on without, or the time was over",
      "78:the profile is not valid",
      "134:the guest trapped"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint run --fuel 1G --max-memory 16Mi guest.wasm",
      "  stint run --dir ./data::/data --timeout 10s guest.wasm convert /data/in.csv",
      "  stint run --invoke add --deterministic --result out.json guest.wasm 2 3"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private RunOptions options = new RunOptions();

  @Parameters(index = "0", paramLabel = "MODULE", description = "The .wasm file to run.")
  private String module = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description = "Arguments for the guest, or with --invoke for its function.")
  private List<String> arguments = new ArrayList<>();

  private final Setting setting;

  RunCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws Exception {
    InputFile.require("module", module, "STINT-C020");
    List<String> command = new ArrayList<>(options.canonical());
    command.add("--");
    command.add(module);
    command.addAll(arguments);
    return new SandboxProcess(setting).run(command);
  }
}
