package dev.stint.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
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
      return "missing [" + missing.getMissing().get(0).paramLabel() + "]";
    }
    String line = Shown.text(e.getMessage());
    return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }

  private static String unknown(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    String what = e.isUnknownOption() ? "option" : "command";
    List<String> known = e.getSuggestions();
    String line = "unknown " + what + " [" + Shown.text(word) + "]";
    return known.isEmpty() ? line : line + ", did you mean [" + String.join("] or [", known) + "]?";
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
