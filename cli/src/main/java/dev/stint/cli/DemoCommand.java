package dev.stint.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The tour: an unmodified server under the agent, two capsules, and the report of it all. */
@Command(
    name = "demo",
    description = {
      "Show everything once, in about a minute: an unmodified server under the agent, a denial"
          + " that",
      "it survives, a foreign WebAssembly program within its budget and a runaway one, the report."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:all of it happened as it should", "70:something did not"},
    footerHeading = "%nExamples:%n",
    footer = "  stint demo")
final class DemoCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  private final Setting setting;

  DemoCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws Exception {
    DemoPrinter printer = new DemoPrinter(setting);
    Path folder = Files.createDirectories(setting.home().resolve("target/demo"));
    DemoFiles files = new DemoFiles(setting, folder);
    files.prepare();
    Path recording = server(printer, files);
    new DemoCapsules(setting, printer, files).run();
    printer.step("What happened, from the recording that the server made meanwhile");
    printer.command("./stint report " + setting.home().relativize(recording));
    printer.expect("the report is printed", 0, printer.stint("report", recording.toString()));
    printer.step("Done: everything above was measured in this run");
    return 0;
  }

  private Path server(DemoPrinter printer, DemoFiles files) throws Exception {
    printer.step("An unmodified server, with the agent attached");
    try (DemoServer server = DemoServer.start(setting, files)) {
      printer.command(server.shownCommand());
      DemoLoad load = new DemoLoad(server.port());
      load.teach();
      int served = load.requests(400);
      printer.line("WireMock serves at port " + server.port() + "; " + served + " requests done.");
      printer.command("./stint status " + server.pid());
      printer.expect(
          "the table is printed", 0, printer.stint("status", Long.toString(server.pid())));
      new DemoDenial(printer, server, load).run();
      load.shutdown();
      printer.step("The server ends, and what it held is back");
      printer.lines(server.statusLinesAtExit());
      return files.recording();
    }
  }
}
