package dev.stint.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which versions are in use: of Stint, of the JDKs, of the engines. */
@Command(
    name = "version",
    description = "Show the versions of Stint, of the JDKs that were found and of the engines.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = "  stint version")
final class VersionCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  private final Setting setting;

  VersionCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    Properties versions = versions();
    PrintWriter out = setting.out();
    out.println("stint       " + versions.getProperty("stint"));
    for (int feature : new int[] {17, 25}) {
      out.println("jdk " + feature + "      " + jdk(feature));
    }
    out.println(
        "graalwasm   "
            + versions.getProperty("graalwasm")
            + ", graal compiler "
            + versions.getProperty("graal-compiler")
            + built("sandbox/graal/target/runtime"));
    out.println(
        "chicory     " + versions.getProperty("chicory") + built("sandbox/chicory/target/runtime"));
    out.println(
        "agent       "
            + versions.getProperty("stint")
            + built("agent/dist/target/stint-agent.jar"));
    return 0;
  }

  private String jdk(int feature) {
    Jdk jdk = setting.jdk(feature);
    if (jdk == null) {
      return "not found";
    }
    String runsThis = jdk == setting.jdks().get(0) ? ", runs this command" : "";
    return jdk.version() + " at " + Shown.text(jdk.home()) + runsThis;
  }

  private String built(String path) {
    return Files.exists(setting.home().resolve(path)) ? "" : " (not built)";
  }

  static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("the jar has no [version.properties]");
      }
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }
}
