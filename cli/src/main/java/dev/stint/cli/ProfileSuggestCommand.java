package dev.stint.cli;

import dev.stint.cli.suggest.Headroom;
import dev.stint.cli.suggest.Suggester;
import dev.stint.cli.suggest.Suggestion;
import dev.stint.ledger.Nullable;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.Quantity;
import dev.stint.profiles.QuantityException;
import dev.stint.report.Evidence;
import dev.stint.report.ReportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a profile of what principals used. */
@Command(
    name = "suggest",
    description = {
      "Suggest a profile that admits what was used, with the evidence beside each limit.",
      "",
      "Reads a flight recording with the events of Stint, or a running JVM with the agent. One"
          + " look",
      "at a JVM tells what was held at most; what is spent per window needs --for."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:printed; read the warnings and the comments",
      "2:an option is not valid",
      "65:nothing of a principal was observed, or the recording is damaged",
      "66:a file is not there",
      "69:no such JVM, or it does not answer",
      "78:the profile of --base is not valid"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint profile suggest recording.jfr > limits.yaml",
      "  stint profile suggest --for 60s --base limits.yaml 4711 > tighter.yaml"
    })
final class ProfileSuggestCommand implements Callable<Integer> {
  private static final String MISSING = "(STINT-R001)";
  private static final long SHORTEST_NANOS = 1_000_000L;
  private static final long LONGEST_NANOS = 3_600_000_000_000L;

  @Mixin private Common common = new Common();

  @Parameters(
      paramLabel = "PID|URL|RECORDING",
      description = "A process id, the address of a status server, or a .jfr file.")
  private String target = "";

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description =
          "The profile that was in force: its [match] is copied, and its limits stay where nothing"
              + " was observed.")
  private @Nullable Path base;

  @Option(
      names = "--headroom",
      paramLabel = "FACTOR",
      defaultValue = "1.3",
      description =
          "How far above what was observed, 1 to 100. Limits are then rounded up. Default:"
              + " ${DEFAULT-VALUE}.")
  private String headroom = "";

  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "1s",
      description =
          "The window for what is spent; a longer one is taken where readings are further apart."
              + " Default: ${DEFAULT-VALUE}.")
  private String window = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "Read a running JVM once a second for so long. Default: one reading.")
  private @Nullable String span;

  private final Setting setting;
  private final AgentAddresses addresses;

  ProfileSuggestCommand(Setting setting, AgentAddresses addresses) {
    this.setting = setting;
    this.addresses = addresses;
  }

  @Override
  public Integer call() throws IOException {
    Headroom factor = factor();
    Duration windowLength = duration("--window", window);
    Duration length = span == null ? Duration.ZERO : duration("--for", span);
    ProfileDocument document = base == null ? null : base(base);
    Evidence evidence = evidence(windowLength, length);
    Suggestion suggestion =
        Suggester.suggest(evidence, document, factor, Matrix.ofThisJar().denied());
    if (suggestion.limits() == 0) {
      throw CliException.of(
          Exit.DATA,
          "STINT-C096",
          "nothing to suggest, no use of a principal in [" + Shown.text(evidence.source()) + "]");
    }
    suggestion.warnings().forEach(line -> setting.err().println("warning: " + Shown.text(line)));
    warnOfWhatDoesNotFit(suggestion);
    setting.out().print(suggestion.yaml());
    setting.out().flush();
    return 0;
  }

  /** Limits of nested principals in windows of different lengths may contradict each other. */
  private void warnOfWhatDoesNotFit(Suggestion suggestion) {
    try {
      byte[] yaml = suggestion.yaml().getBytes(StandardCharsets.UTF_8);
      ProfileReader.read("suggested", yaml, ProfileReader.Strictness.STRICT);
    } catch (ProfileException e) {
      setting.err().println("warning: to be corrected by hand: " + e.getMessage());
    }
  }

  private Headroom factor() {
    Headroom parsed = Headroom.parse(headroom);
    if (parsed == null) {
      throw notAnOption("--headroom", headroom, "a number from 1 to 100, such as [1.3]");
    }
    return parsed;
  }

  private static Duration duration(String option, String text) {
    try {
      long nanos = Quantity.parseDurationNanos(text);
      if (nanos >= SHORTEST_NANOS && nanos <= LONGEST_NANOS) {
        return Duration.ofNanos(nanos);
      }
    } catch (QuantityException notADuration) {
      throw notAnOption(option, text, "a time from [1ms] to [1h]");
    }
    throw notAnOption(option, text, "a time from [1ms] to [1h]");
  }

  private static CliException notAnOption(String option, String text, String what) {
    return CliException.of(
        Exit.USAGE,
        "STINT-C097",
        "option [" + option + "], value [" + Shown.text(text) + "] must be " + what);
  }

  private static ProfileDocument base(Path file) {
    InputFile.require("profile", file.toString(), "STINT-C051");
    try {
      return ProfileReader.read(file, ProfileReader.Strictness.STRICT);
    } catch (ProfileException e) {
      throw CliException.passedOn(Exit.CONFIG, e);
    }
  }

  private Evidence evidence(Duration windowLength, Duration length) throws IOException {
    boolean process = Target.isPid(target);
    if (process || target.matches("https?://.*")) {
      return new LiveEvidence(setting, windowLength, length)
          .read(target, process ? addresses : null);
    }
    if (span != null) {
      throw CliException.of(
          Exit.USAGE,
          "STINT-C098",
          "[--for] reads a running JVM, [" + Shown.text(target) + "] is taken for a recording");
    }
    try {
      return Evidence.read(InputFile.path("recording", target, "STINT-C099"), windowLength);
    } catch (ReportException e) {
      boolean missing = String.valueOf(e.getMessage()).endsWith(MISSING);
      throw CliException.passedOn(missing ? Exit.NO_INPUT : Exit.DATA, e);
    }
  }
}
