package dev.stint.cli;

import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.ProfileSource;
import dev.stint.profiles.diff.ProfileDiff;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two profiles field by field. */
@Command(
    name = "diff",
    description = {
      "Show which limits two profiles have in common and which not: added, removed, raised,",
      "lowered, and whether the second is tighter or looser.",
      "",
      "Limits are compared as they apply: 1024Ki and 1Mi are the same, and so are comments."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:no difference", "1:they differ", "2:one of them cannot be read"},
    footerHeading = "%nExamples:%n",
    footer = {"  stint profile diff old.yaml new.yaml", "  stint profile diff guest mine.yaml"})
final class ProfileDiffCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;
  private static final int TROUBLE = 2;

  @Mixin private Common common = new Common();

  @Parameters(index = "0", paramLabel = "FIRST", description = "A file, or a stock profile.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "SECOND", description = "What it is compared with.")
  private String second = "";

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  private final Setting setting;

  ProfileDiffCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws IOException {
    ProfileDiff diff = ProfileDiff.of(read(first), read(second));
    if (json) {
      new DiffJson(setting.out()).print(diff);
    } else {
      new DiffText().print(diff, setting.out());
    }
    return diff.sections().isEmpty() ? 0 : DIFFERENT;
  }

  private static ProfileDocument read(String nameOrPath) {
    try {
      return ProfileSource.resolve(nameOrPath, Strictness.STRICT);
    } catch (ProfileException e) {
      throw CliException.passedOn(TROUBLE, e);
    }
  }
}
