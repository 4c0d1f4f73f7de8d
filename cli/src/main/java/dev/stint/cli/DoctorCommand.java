package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests every hook of the agent on the JDKs of this machine, and the engines of the sandbox. */
@Command(
    name = "doctor",
    description = {
      "Test what really works here: every hook of the agent on each JDK, and the engines.",
      "",
      "A hook is armed when it counts, gives back and denies; partial and missing ones say why.",
      "A dash: that JDK has nothing of the kind.",
      "",
      "With --matrix nothing is tested: it prints, for every resource, which code of this version",
      "charges it and gives it back, and which test is denied; the rest is not enforced."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:everything works, or says what it does not cover",
      "1:something is missing or not built"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  stint doctor", "  stint doctor --matrix"})
final class DoctorCommand implements Callable<Integer> {
  private static final String AGENT = "agent/dist/target/stint-agent.jar";

  @Mixin private Common common = new Common();

  @ArgGroup(exclusive = false)
  private @Nullable MatrixOptions matrix;

  private final Setting setting;
  private boolean well = true;

  /** What is asked of the matrix. */
  private static final class MatrixOptions {
    @Option(
        names = "--matrix",
        required = true,
        description = "Print what this version enforces, generated from its code.")
    private boolean shown;

    @Option(names = "--json", description = "Print the matrix as JSON.")
    private boolean json;
  }

  DoctorCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    MatrixOptions asked = matrix;
    if (asked != null) {
      print(Matrix.ofThisJar(), asked.json);
      return 0;
    }
    hooks();
    for (String engine : List.of("graal", "chicory")) {
      engine(engine);
    }
    return well ? 0 : 1;
  }

  private void print(Matrix all, boolean json) throws IOException {
    if (json) {
      all.printJson(setting.out());
    } else {
      all.print(setting.out());
    }
    setting.out().flush();
  }

  private void hooks() throws InterruptedException {
    HookTable table = new HookTable();
    List<Jdk> jdks = setting.jdks().stream().sorted(Comparator.comparing(Jdk::feature)).toList();
    for (Jdk jdk : jdks) {
      try {
        examine(jdk, setting.built(AGENT), table);
      } catch (CliException | IOException e) {
        ill("doctor on jdk [" + jdk.version() + "]: " + Shown.text(reason(e)), "STINT-C060");
      }
    }
    table.print(setting.out());
    well &= table.noneMissing();
    for (int feature : new int[] {17, 25}) {
      if (setting.jdk(feature) == null) {
        setting.out().println("jdk " + feature + ": not found, not examined");
      }
    }
  }

  private static void examine(Jdk jdk, Path agent, HookTable table)
      throws IOException, InterruptedException {
    Child child =
        Child.run(new ProcessBuilder(jdk.java().toString(), "-jar", agent.toString(), "doctor"));
    if (!table.add(jdk.feature(), child.out())) {
      throw new IOException(child.err().lines().findFirst().orElse("said nothing"));
    }
  }

  private void engine(String name) throws InterruptedException {
    try {
      String state = new EngineProbe(new SandboxProcess(setting)).state(name);
      boolean compiles = state.contains(", jit ");
      well &= compiles;
      String slow = compiles ? "" : ", slow: the compiler does not fit this JDK";
      setting.out().println("sandbox: engine [" + Shown.text(state) + "]" + slow);
    } catch (CliException e) {
      well = false;
      setting.out().println("sandbox: engine [" + name + "] not examined, " + e.getMessage());
    } catch (IOException e) {
      ill("engine [" + name + "]: " + Shown.text(reason(e)), "STINT-C061");
    }
  }

  private void ill(String line, String code) {
    well = false;
    setting.err().println(line + " (" + code + ")");
  }

  private static String reason(Exception e) {
    return e instanceof IOException io ? Shown.reason(io) : String.valueOf(e.getMessage());
  }
}
