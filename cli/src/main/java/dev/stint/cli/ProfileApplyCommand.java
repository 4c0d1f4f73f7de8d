package dev.stint.cli;

import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Binds a profile in a running JVM. */
@Command(
    name = "apply",
    description = {
      "Bind a profile in a running JVM, in place of the one that is bound.",
      "",
      "The profile is read there, as strictly as when the agent enforces. An epoch older than the",
      "one that is bound is refused. All of it is bound, or nothing is changed. Classes that are",
      "loaded stay with their principal; the patterns of the profile hold for later ones."
    },
    customSynopsis = "stint profile apply [-h] [--debug] [--dry-run] [PID] FILE",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:bound",
      "2:the command line is not valid, or there are several JVMs",
      "66:the file is not there",
      "69:no such JVM, or it takes no changes",
      "78:the profile is not valid, or its epoch is older"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint profile apply --dry-run limits.yaml",
      "  stint profile apply 4711 limits.yaml"
    })
final class ProfileApplyCommand implements Callable<Integer> {
  private static final Pattern EXTENDS_FILE =
      Pattern.compile("(?m)^extends *:[^#\\n]*(/|\\.ya?ml)");

  private static final int LONGEST_BYTES = 1 << 20;

  @Mixin private Common common = new Common();

  @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
  private boolean dryRun;

  @Parameters(
      arity = "1..2",
      paramLabel = "[PID] FILE",
      hideParamSyntax = true,
      description = "A process id, when there are several JVMs; the profile.")
  private List<String> words = List.of();

  private final Setting setting;
  private final Target running;

  ProfileApplyCommand(Setting setting, AgentAddresses addresses) {
    this.setting = setting;
    this.running = new Target(setting, addresses);
  }

  @Override
  public Integer call() throws IOException {
    boolean pid = words.size() == 2;
    if (pid && !Target.isPid(words.get(0))) {
      throw CliException.of(
          Exit.USAGE,
          "STINT-C080",
          "profile apply: [" + Shown.text(words.get(0)) + "] is not a process id");
    }
    Path file = InputFile.require("profile", words.get(words.size() - 1), "STINT-C081");
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("name", String.valueOf(file.getFileName()));
    request.put("profile", whole(file, text(file)));
    request.put("by", LimitSetCommand.user());
    request.put("dryRun", dryRun);
    AgentAddress address = pid ? running.of(words.get(0)) : running.onlyOne();
    print(new ControlClient(address).profile(request));
    return 0;
  }

  /** The JVM has no folder to look in: what extends another file is sent with what it inherits. */
  private static String whole(Path file, String text) {
    if (!EXTENDS_FILE.matcher(text).find()) {
      return text;
    }
    try {
      return ProfilePrinter.print(ProfileReader.read(file, Strictness.STRICT));
    } catch (ProfileException e) {
      throw CliException.passedOn(Exit.CONFIG, e);
    }
  }

  private static String text(Path file) {
    if (!Files.isRegularFile(file)) {
      throw unreadable(file, "not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
      if (bytes.length > LONGEST_BYTES) {
        throw unreadable(file, "longer than 1 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unreadable(file, "not UTF-8");
    } catch (IOException e) {
      throw unreadable(file, Shown.reason(e));
    }
  }

  private static CliException unreadable(Path file, String reason) {
    return CliException.of(
        Exit.NO_INPUT, "STINT-C081", "profile [" + Shown.text(file) + "]: " + reason);
  }

  private void print(Map<String, Object> answer) {
    String done = Boolean.TRUE.equals(answer.get("dryRun")) ? " would be bound" : " is bound";
    Changes.print(answer, setting.out());
    setting
        .out()
        .println(
            "profile ["
                + Changes.text(answer, "profile")
                + "] version ["
                + Changes.text(answer, "version")
                + "] epoch ["
                + Changes.text(answer, "epoch")
                + "]"
                + done
                + ", limits unchanged ["
                + Changes.text(answer, "unchanged")
                + "]");
  }
}
