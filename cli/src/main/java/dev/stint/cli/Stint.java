package dev.stint.cli;

import picocli.CommandLine;

/** The command line with its subcommands. Not thread-safe; one call each. */
final class Stint {
  private final Setting setting;

  Stint(Setting setting) {
    this.setting = setting;
  }

  /** Runs one command; returns its exit status. */
  int run(String... args) {
    return commandLine().execute(args);
  }

  CommandLine commandLine() {
    CommandLine run = new CommandLine(new RunCommand(setting)).setStopAtPositional(true);
    CommandLine profile = profile();
    CommandLine limit =
        new CommandLine(new LimitCommand())
            .addSubcommand(new LimitSetCommand(setting, AgentAddresses.ofThisUser()))
            .addSubcommand(new LimitShowCommand(setting, AgentAddresses.ofThisUser()));
    CommandLine audit =
        new CommandLine(new AuditCommand()).addSubcommand(new AuditVerifyCommand(setting));
    return configured(
        new CommandLine(new StintCommand())
            .addSubcommand(new DemoCommand(setting))
            .addSubcommand(run)
            .addSubcommand(new StatusCommand(setting, AgentAddresses.ofThisUser()))
            .addSubcommand(new ReportCommand(setting))
            .addSubcommand(profile)
            .addSubcommand(limit)
            .addSubcommand(audit)
            .addSubcommand(new HostCommand(setting))
            .addSubcommand(new DoctorCommand(setting))
            .addSubcommand(new VersionCommand(setting)));
  }

  private CommandLine profile() {
    return new CommandLine(new ProfileCommand())
        .addSubcommand(new ProfileCheckCommand(setting))
        .addSubcommand(new ProfileShowCommand(setting))
        .addSubcommand(new ProfileFieldsCommand(setting))
        .addSubcommand(new ProfileExplainCommand(setting, System.getenv()))
        .addSubcommand(new ProfileDiffCommand(setting))
        .addSubcommand(new ProfileSuggestCommand(setting, AgentAddresses.ofThisUser()))
        .addSubcommand(new ProfileApplyCommand(setting, AgentAddresses.ofThisUser()));
  }

  private CommandLine configured(CommandLine root) {
    Failures failures = new Failures();
    root.setOut(setting.out()).setErr(setting.err());
    root.setExpandAtFiles(false); // an argument such as @name belongs to the guest
    root.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
    root.setUsageHelpWidth(100).setUsageHelpAutoWidth(false);
    return root;
  }
}
