package dev.stint.cli;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Unit;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.ProfileSource;
import dev.stint.profiles.Quantity;
import dev.stint.profiles.QuantityException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code run}, checked and turned into the canonical form of the sandbox. */
final class RunOptions {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String READ_ONLY = "::ro";

  @Option(
      names = "--fuel",
      paramLabel = "AMOUNT",
      description = "How many instructions the guest may execute, such as 500M or 1G.")
  private @Nullable String fuel;

  @Option(
      names = "--max-memory",
      paramLabel = "BYTES",
      description = "How far its linear memory and tables may grow, such as 16Mi.")
  private @Nullable String memory;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long it may take, such as 250ms or 10s. Default: ${DEFAULT-VALUE}.")
  private String timeout = "";

  @Option(
      names = "--dir",
      paramLabel = "HOST[::GUEST][::ro]",
      description =
          "A directory that the guest may use, under the name GUEST, with ::ro only to read."
              + " Repeatable.")
  private List<String> directories = new ArrayList<>();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable of the guest's environment. Repeatable.")
  private List<String> environment = new ArrayList<>();

  @Option(
      names = "--invoke",
      paramLabel = "EXPORT",
      description = "Call this exported function instead of the start function.")
  private @Nullable String invoke;

  @Option(
      names = "--principal",
      paramLabel = "NAME",
      description = "Who pays: 1 to 64 characters of [A-Za-z0-9_-]. Default: default.")
  private @Nullable String principal;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "Limits: a file, or a profile that comes with Stint. Default: guest.")
  private @Nullable String profile;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "graal or chicory. Default: graal.")
  private @Nullable String engine;

  @Option(
      names = "--deterministic",
      description = "A virtual clock and seeded random numbers: each run is the same to the bit.")
  private boolean deterministic;

  @Option(
      names = "--result",
      paramLabel = "FILE",
      description = "Write the outcome and the usage as JSON.")
  private @Nullable String result;

  @Option(names = "--jfr", paramLabel = "FILE", description = "Record the run for 'stint report'.")
  private @Nullable String recording;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but what the guest prints.")
  private boolean quiet;

  /** Pairs of {@code --set} and {@code KEY=VALUE}; refused with one line when one is not valid. */
  List<String> canonical() {
    List<String> set = new ArrayList<>();
    put(set, "fuel", fuel == null ? null : fuel("--fuel", fuel));
    put(set, "maxMemory", memory == null ? null : bytes("--max-memory", memory));
    put(set, "timeoutMillis", millis("--timeout", timeout));
    directories.forEach(each -> put(set, "dir", directory(each)));
    environment.forEach(each -> put(set, "env", variable(each)));
    put(set, "invoke", invoke);
    put(set, "principal", principal == null ? null : principal(principal));
    put(set, "profile", profile == null ? null : profile(profile));
    put(set, "engine", engine == null ? null : engine(engine));
    put(set, "result", result == null ? null : output("--result", result));
    put(set, "jfr", recording == null ? null : output("--jfr", recording));
    put(set, "deterministic", deterministic ? "true" : null);
    put(set, "quiet", quiet ? "true" : null);
    return set;
  }

  private static void put(List<String> set, String key, @Nullable String value) {
    if (value != null) {
      set.add("--set");
      set.add(key + "=" + value);
    }
  }

  private static String fuel(String option, String text) {
    try {
      return Long.toString(Quantity.parse(text, Unit.INSTRUCTIONS));
    } catch (QuantityException e) {
      throw notValid(option, e);
    }
  }

  private static String bytes(String option, String text) {
    try {
      return Long.toString(Quantity.parseBytes(text));
    } catch (QuantityException e) {
      throw notValid(option, e);
    }
  }

  /** Rounded up: a time that was asked for is never cut to nothing. */
  private static String millis(String option, String text) {
    try {
      long nanos = Quantity.parseDurationNanos(text);
      if (nanos == 0) {
        throw CliException.of(
            Exit.USAGE, "STINT-C011", option + " [" + Shown.text(text) + "] must be more than 0");
      }
      return Long.toString((nanos - 1) / NANOS_PER_MILLI + 1);
    } catch (QuantityException e) {
      throw notValid(option, e);
    }
  }

  private static CliException notValid(String option, QuantityException e) {
    return CliException.passedOn(Exit.USAGE, option + ": ", e);
  }

  /** {@code HOST::GUEST}, with {@code ::ro} at its end when that was said. */
  private static String directory(String text) {
    String mode = text.endsWith(READ_ONLY) ? READ_ONLY : "";
    String pair = text.substring(0, text.length() - mode.length());
    int colons = pair.lastIndexOf("::");
    String host = colons < 0 ? pair : pair.substring(0, colons);
    String guest = colons < 0 ? pair : pair.substring(colons + 2);
    if (host.isEmpty() || guest.isEmpty()) {
      throw CliException.of(
          Exit.USAGE,
          "STINT-C011",
          "--dir [" + Shown.text(text) + "] must be HOST, HOST::GUEST or one of them with ::ro");
    }
    InputFile.requireDirectory("--dir", host, "STINT-C012");
    return host + "::" + guest + mode;
  }

  private static String variable(String text) {
    if (text.indexOf('=') < 1) {
      throw CliException.of(
          Exit.USAGE, "STINT-C011", "--env [" + Shown.text(text) + "] must be NAME=VALUE");
    }
    return text;
  }

  private static String principal(String name) {
    try {
      return PrincipalName.check(name);
    } catch (IllegalArgumentException e) {
      throw CliException.passedOn(Exit.USAGE, "--principal: ", e);
    }
  }

  /** Reads it here too, so that its mistakes are told before a process starts. */
  private static String profile(String nameOrPath) {
    try {
      ProfileSource.resolve(nameOrPath, Strictness.STRICT);
      return nameOrPath;
    } catch (ProfileException e) {
      throw CliException.passedOn(Exit.CONFIG, e);
    }
  }

  private static String engine(String name) {
    if (!name.equals("graal") && !name.equals("chicory")) {
      throw CliException.of(
          Exit.USAGE, "STINT-C011", "--engine [" + Shown.text(name) + "] must be graal or chicory");
    }
    return name;
  }

  private static String output(String option, String file) {
    Path parent = InputFile.path(option, file, "STINT-C013").toAbsolutePath().getParent();
    if (parent != null) {
      InputFile.requireDirectory(option, parent.toString(), "STINT-C013");
    }
    return file;
  }
}
