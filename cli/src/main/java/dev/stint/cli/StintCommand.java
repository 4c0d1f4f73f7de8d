package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a subcommand: shows what there is. */
@Command(
    name = "stint",
    description = {
      "Accounts for and limits what each principal uses inside one JVM.",
      "",
      "Unmodified Java code is accounted for by the agent:",
      "  java -javaagent:stint-agent.jar=profile=p.yaml -jar app.jar",
      "Untrusted WebAssembly runs within a budget by 'stint run'."
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint run --fuel 1G --max-memory 16Mi guest.wasm     a capsule within a budget",
      "  stint status                                         who uses what in a running JVM",
      "  stint report recording.jfr                           who did what in a recording",
      "  stint profile check limits.yaml                      is the profile valid",
      "",
      "Each message ends in a code such as STINT-C020; docs/errors/ has a page for it."
    })
final class StintCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return Exit.USAGE;
  }
}
