package dev.stint.cli;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.host.AutoScale;
import dev.stint.profiles.host.Concurrency;
import dev.stint.profiles.host.HostException;
import dev.stint.profiles.host.HostFacts;
import dev.stint.profiles.host.HostSetting;
import dev.stint.profiles.host.Settings;
import dev.stint.profiles.host.SettingsFile;
import dev.stint.profiles.host.TargetPeers;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what this host has, what follows from it, and where each value comes from. */
@Command(
    name = "host",
    description = {
      "Show what this machine or container has, and the limits that follow from it.",
      "",
      "Each value has its origin: an argument goes before a system property, then a file, then",
      "the environment; what nobody set is derived. Nothing is limited by looking.",
      "With --peers it divides the host among so many peers, or says what does not suffice."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:shown",
      "2:the command line is not valid",
      "66:the settings file is not there",
      "69:this host cannot carry so many peers",
      "78:a setting is not valid"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint host",
      "  stint host --peers 2000 --json",
      "  stint host --yaml > limits.yaml"
    })
final class HostCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Option(
      names = "--peers",
      paramLabel = "N",
      description = "Divide the host among so many peers, 1 to 1000000.")
  private @Nullable Integer peers;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Settings: YAML with a map 'capsule'.")
  private @Nullable String settingsFile;

  @Option(
      names = "--host-blocking-concurrency",
      paramLabel = "N",
      description = "Permits for calls that hold a thread.")
  private @Nullable String blocking;

  @Option(
      names = "--host-io-concurrency",
      paramLabel = "N",
      description = "Permits for calls that hold a descriptor.")
  private @Nullable String io;

  @Option(
      names = "--instance-pool-size",
      paramLabel = "N",
      description = "Instances of one capsule at most.")
  private @Nullable String pool;

  @ArgGroup private @Nullable Form form;

  private final Setting setting;

  /** How it is printed, unless as tables. */
  private static final class Form {
    @Option(names = "--json", description = "Print everything as JSON.")
    private boolean json;

    @Option(names = "--yaml", description = "Print only the limits, as a profile.")
    private boolean yaml;
  }

  HostCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws IOException {
    HostFacts facts = HostFacts.ofThisHost();
    Concurrency concurrency = concurrency(facts);
    TargetPeers target = target(facts);
    HostReport report = new HostReport(facts, concurrency, AutoScale.of(facts), target);
    concurrency.warnings().forEach(setting.err()::println);
    if (form != null && form.json) {
      HostJson.print(report, setting.out());
    } else if (form != null && form.yaml) {
      setting.out().print(report.yaml());
    } else {
      report.print(setting.out());
    }
    setting.out().flush();
    return 0;
  }

  private Concurrency concurrency(HostFacts facts) {
    try {
      return Concurrency.derive(facts, Settings.ofThisProcess(arguments(), file()));
    } catch (HostException e) {
      throw CliException.passedOn(Exit.CONFIG, e);
    }
  }

  private Map<HostSetting, String> arguments() {
    Map<HostSetting, String> given = new EnumMap<>(HostSetting.class);
    put(given, HostSetting.BLOCKING, blocking);
    put(given, HostSetting.IO, io);
    put(given, HostSetting.POOL, pool);
    return given;
  }

  private static void put(
      Map<HostSetting, String> into, HostSetting which, @Nullable String value) {
    if (value != null) {
      into.put(which, value);
    }
  }

  private SettingsFile file() throws HostException {
    return settingsFile == null
        ? SettingsFile.NONE
        : SettingsFile.read(InputFile.require("settings", settingsFile, "STINT-C090"));
  }

  private @Nullable TargetPeers target(HostFacts facts) {
    Integer wanted = peers;
    if (wanted == null) {
      return null;
    }
    if (wanted < 1 || wanted > TargetPeers.LARGEST) {
      throw CliException.of(
          Exit.USAGE,
          "STINT-C091",
          "--peers [" + wanted + "] must lie between [1] and [" + TargetPeers.LARGEST + "]");
    }
    try {
      return TargetPeers.of(wanted, facts);
    } catch (HostException e) {
      throw CliException.passedOn(Exit.UNAVAILABLE, e);
    }
  }
}
