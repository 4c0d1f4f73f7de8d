package dev.stint.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line with a code, and an exit status. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(usage(e) + " (STINT-C010)");
    err.println("see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE;
  }

  private static String usage(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched);
    }
    if (e instanceof MissingParameterException missing) {
      return "missing [" + name(missing.getMissing().get(0)) + "]";
    }
    String line = Shown.text(e.getMessage()).replaceAll("'([^']*)'", "[$1]");
    return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }

  private static String name(ArgSpec spec) {
    if (!(spec instanceof OptionSpec option)) {
      return spec.paramLabel();
    }
    boolean hasValue = option.arity().max() > 0;
    return option.longestName() + (hasValue ? " " + option.paramLabel() : "");
  }

  private static String unknown(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String line = "unknown " + what(e, spec) + " [" + Shown.text(word) + "]";
    String name = word.substring(0, (word + "=").indexOf('='));
    String meant =
        Spelling.nearest(
            name, e.isUnknownOption() ? spec.optionsMap().keySet() : spec.subcommands().keySet());
    return meant == null ? line : line + ", did you mean [" + meant + "]?";
  }

  private static String what(UnmatchedArgumentException e, CommandSpec spec) {
    if (e.isUnknownOption()) {
      return "option";
    }
    return spec.subcommands().isEmpty() ? "argument" : "command";
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof CliException known) {
      err.println(known.getMessage());
      return known.status();
    }
    boolean debug = parsed != null && parsed.hasMatchedOption(Common.DEBUG);
    err.println(
        "unexpected fault: ["
            + Shown.text(e)
            + "]"
            + (debug ? "" : "; once more with --debug prints where")
            + " (STINT-C070)");
    if (debug) {
      e.printStackTrace(err);
    }
    return Exit.SOFTWARE;
  }
}
