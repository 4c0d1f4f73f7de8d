package dev.stint.cli;

import dev.stint.report.Report;
import dev.stint.report.ReportException;
import dev.stint.report.ReportJson;
import dev.stint.report.ReportText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says who did what in a flight recording. */
@Command(
    name = "report",
    description = {
      "Show who used what, and who was denied what, in a JDK Flight Recorder file.",
      "",
      "JDK events are shown by principal as far as the recording tells for whom a thread worked;",
      "what could not be attributed is shown as such."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:shown",
      "1:there were denials, and --fail-on-denial was given",
      "65:not a recording, or damaged",
      "66:the file is not there"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint report recording.jfr",
      "  stint report --json recording.jfr > report.json",
      "  stint run --jfr run.jfr guest.wasm; stint report --fail-on-denial run.jfr"
    })
final class ReportCommand implements Callable<Integer> {
  private static final String MISSING = "(STINT-R001)";

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "RECORDING", description = "A .jfr file.")
  private Path recording = Path.of("");

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--fail-on-denial",
      description = "End with status 1 when the recording has a denial.")
  private boolean failOnDenial;

  private final Setting setting;

  ReportCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws IOException {
    Report report = read();
    setting.out().print(json ? json(report) : ReportText.render(report));
    setting.out().flush();
    boolean denials = !report.denials().isEmpty() || report.suppressedDenials() > 0;
    return failOnDenial && denials ? 1 : 0;
  }

  private Report read() {
    try {
      return Report.read(recording);
    } catch (ReportException e) {
      boolean missing = String.valueOf(e.getMessage()).endsWith(MISSING);
      throw CliException.passedOn(missing ? Exit.NO_INPUT : Exit.DATA, e);
    }
  }

  private static String json(Report report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ReportJson.write(report, bytes);
    return bytes.toString(StandardCharsets.UTF_8).strip() + "\n";
  }
}
