package dev.stint.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints every field that a profile may have. */
@Command(
    name = "fields",
    description = {
      "Print every field that a profile may have: what it limits, in which unit, whether that is",
      "held (stock) or spent (flow), and which half of this version enforces it."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  stint profile fields", "  stint profile fields --json"})
final class ProfileFieldsCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Option(names = "--json", description = "Print the table as JSON.")
  private boolean json;

  private final Setting setting;

  ProfileFieldsCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws IOException {
    FieldTable fields = FieldTable.ofThisJar();
    if (json) {
      fields.printJson(setting.out());
    } else {
      fields.print(setting.out());
    }
    setting.out().flush();
    return 0;
  }
}
