package dev.stint.cli;

import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileProblem;
import dev.stint.profiles.ProfileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads profiles as strictly as a broker that enforces would. */
@Command(
    name = "check",
    description = {
      "Read profiles as strictly as the agent does when it enforces.",
      "Prints one line for each problem, with its place and a code."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:all are valid", "66:a file is not there", "78:a profile is not valid"},
    footerHeading = "%nExample:%n",
    footer = "  stint profile check limits.yaml tenants/*.yaml")
final class ProfileCheckCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Profiles to check.")
  private List<Path> files = List.of();

  private final Setting setting;

  ProfileCheckCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    int status = 0;
    for (Path file : files) {
      status = Math.max(status, check(file));
    }
    return status;
  }

  private int check(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      setting.err().println("profile [" + Shown.text(file) + "]: no such file (STINT-C051)");
      return Exit.NO_INPUT;
    }
    try {
      ProfileDocument document = ProfileReader.read(file, ProfileReader.Strictness.STRICT);
      for (ProfileProblem warning : document.warnings()) {
        setting.err().println("warning: " + warning.message());
      }
      setting.out().println(Shown.text(file) + ": valid, " + summary(document));
      return 0;
    } catch (ProfileException e) {
      setting.err().println(e.getMessage());
      return Exit.CONFIG;
    }
  }

  private static String summary(ProfileDocument document) {
    int limits = document.system().limits().size() + document.defaults().limits().size();
    for (var rule : document.rules()) {
      limits += rule.profile().limits().size();
    }
    return "profile ["
        + Shown.text(document.profileId())
        + "] version ["
        + Shown.text(document.versionId())
        + "], principals ["
        + document.rules().size()
        + "], limits ["
        + limits
        + "]";
  }
}
