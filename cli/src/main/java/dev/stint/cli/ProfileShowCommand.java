package dev.stint.cli;

import dev.stint.profiles.StockProfiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a profile that comes with Stint. */
@Command(
    name = "show",
    description = "Print a profile that comes with Stint; without a name, list their names.",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  stint profile show", "  stint profile show guest > limits.yaml"})
final class ProfileShowCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Name of the profile.")
  private String name = "";

  private final Setting setting;

  ProfileShowCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws IOException {
    if (name.isEmpty()) {
      StockProfiles.names().forEach(setting.out()::println);
      return 0;
    }
    if (!StockProfiles.names().contains(name)) {
      throw CliException.of(
          Exit.USAGE,
          "STINT-C050",
          "no stock profile ["
              + Shown.text(name)
              + "], there are ["
              + String.join("] [", StockProfiles.names())
              + "]");
    }
    setting.out().print(text());
    setting.out().flush();
    return 0;
  }

  /** The file itself, not its canonical form: its comments are half of its use. */
  private String text() throws IOException {
    try (InputStream in = StockProfiles.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the jar has no [" + name + ".yaml]");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
