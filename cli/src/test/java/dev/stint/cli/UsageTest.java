package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          proflie                 | unknown command [proflie], did you mean [profile]?              | stint
          xyzzy                   | unknown command [xyzzy]                                         | stint
          profile chck            | unknown command [chck], did you mean [check]?                   | stint profile
          run --feul 3 x.wasm     | unknown option [--feul], did you mean [--fuel]?                 | stint run
          run --max-mem=3 x.wasm  | unknown option [--max-mem=3], did you mean [--max-memory]?      | stint run
          version more            | unknown argument [more]                                         | stint version
          run                     | missing [MODULE]                                                | stint run
          run --timeout           | missing [--timeout TIME]                                        | stint run
          run --fuel 1 --fuel 2 x | option [--fuel] (AMOUNT) should be specified only once          | stint run
          """)
  void mistake_isOneLineWithACode_andWhereToLook(String args, String line, String command) {
    Typed typed = Typed.stint(args.split(" "));

    assertThat(typed.err()).isEqualTo(line + " (STINT-C010)\nsee: " + command + " --help\n");
    assertThat(typed.out()).isEmpty();
    assertThat(typed.status()).isEqualTo(2);
  }

  @Test
  void noCommand_showsTheCommands_withStatus2() {
    Typed typed = Typed.stint();

    assertThat(typed.err()).startsWith("Usage: stint [-h] [--debug] COMMAND\n");
    assertThat(typed.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_ofEveryCommand_hasADescriptionAndAnExample(String command) {
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.remove(0);
    args.add("--help");

    Typed typed = Typed.stint(args.toArray(String[]::new));

    assertThat(typed.status()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out()).startsWith("Usage: " + command + " ").contains("\nExample");
    assertThat(typed.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  static List<String> commands() {
    List<String> names = new ArrayList<>();
    Setting setting = Setting.ofThisProcess();
    collect(new Stint(setting).commandLine(), names);
    return names;
  }

  private static void collect(CommandLine command, List<String> into) {
    into.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(each -> collect(each, into));
  }

  @Test
  void unexpectedFault_isOneLine_andTheTraceOnlyWithDebug() {
    CommandLine version = new Stint(Setting.ofThisProcess()).commandLine();
    Failures failures = new Failures();
    java.io.StringWriter err = new java.io.StringWriter();
    version.setErr(new java.io.PrintWriter(err, true));

    int status =
        failures.handleExecutionException(
            new IllegalStateException("gone\u001b[2J"), version, version.parseArgs());

    assertThat(status).isEqualTo(70);
    assertThat(err)
        .hasToString(
            "unexpected fault: [java.lang.IllegalStateException: gone?[2J]; once more with --debug"
                + " prints where (STINT-C070)\n");
    failures.handleExecutionException(
        new IllegalStateException("gone"), version, version.parseArgs("--debug"));
    assertThat(err.toString()).contains("\tat dev.stint.cli.UsageTest");
  }
}
