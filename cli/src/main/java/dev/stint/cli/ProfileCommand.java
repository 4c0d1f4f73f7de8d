package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of the commands about profiles. */
@Command(
    name = "profile",
    description =
        "Check, explain, compare, suggest and bind profiles; show those that come with Stint.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint profile check limits.yaml",
      "  stint profile show guest > limits.yaml      a profile to start from",
      "  stint profile explain limits.yaml alice     which limits apply to alice, and why",
      "  stint profile suggest rec.jfr > limits.yaml limits from what was used",
      "  stint profile apply 4711 limits.yaml        bind it while the JVM runs"
    })
final class ProfileCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return Exit.USAGE;
  }
}
