package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of the commands about the limits of a running JVM. */
@Command(
    name = "limit",
    description = "Show or change limits of a running JVM.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint limit show 4711 alice",
      "  stint limit set 4711 alice threadLimit=8 heapAllocatedBytesPerWindow=64Mi/s"
    })
final class LimitCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return Exit.USAGE;
  }
}
