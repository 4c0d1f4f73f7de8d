package dev.stint.cli;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.Overrides;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileProblem;
import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.ProfileSource;
import dev.stint.profiles.explain.ExplainedSection;
import dev.stint.profiles.explain.Explanation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which limits a profile really sets, and where each of them comes from. */
@Command(
    name = "explain",
    description = {
      "Show each limit that applies: its value, where it comes from, what it overrode, whether",
      "anything enforces it, and the ancestors that are tighter.",
      "",
      "Single limits are set from outside the file by --set, by -Dstint.set.PRINCIPAL.FIELD=VALUE",
      "and by the variable STINT_SET_PRINCIPAL__FIELD, as for the agent. Argument and property go",
      "before the file; the environment fills in what the file leaves open. The lists STINT_SET"
          + " and",
      "-Dstint.set have the form of --set, which can name every principal."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:shown",
      "2:the profile has no such principal",
      "66:the file is not there",
      "78:the profile or a limit that was set is not valid"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint profile explain guest",
      "  stint profile explain limits.yaml alice --set 'alice.threadLimit=8;system.socketLimit=100'"
    })
final class ProfileExplainCommand implements Callable<Integer> {
  private static final String PROPERTY = "stint.set";
  private static final int MOST_LISTED = 8;

  @Mixin private Common common = new Common();

  @Parameters(index = "0", paramLabel = "PROFILE", description = "A file, or a stock profile.")
  private String profile = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PRINCIPAL",
      description = "Only this principal; system and default are sections too.")
  private @Nullable String principal;

  @Option(
      names = "--set",
      paramLabel = "LIST",
      description = "Limits to set: PRINCIPAL.FIELD=VALUE, several parted by semicolons.")
  private List<String> sets = List.of();

  @Option(
      names = "-D",
      paramLabel = "stint.set.PRINCIPAL.FIELD=VALUE",
      hideParamSyntax = true,
      description = "A system property, as a JVM with the agent would have it.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  private final Setting setting;
  private final Map<String, String> environment;

  ProfileExplainCommand(Setting setting, Map<String, String> environment) {
    this.setting = setting;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    ProfileDocument document = document();
    List<ExplainedSection> sections = chosen(Explanation.of(document).sections());
    Matrix matrix = Matrix.ofThisJar();
    if (json) {
      new ExplainJson(matrix, setting.out()).print(document, sections);
      return 0;
    }
    setting.out().println(head(document));
    new ExplainText(matrix).print(sections, setting.out());
    return 0;
  }

  private ProfileDocument document() {
    try {
      ProfileDocument read = ProfileSource.resolve(profile, Strictness.STRICT);
      ProfileDocument document = Overrides.read(sets, properties(), environment).apply(read);
      for (ProfileProblem warning : document.warnings()) {
        setting.err().println("warning: " + warning.message());
      }
      return document;
    } catch (ProfileException e) {
      boolean missing = e.code().equals("STINT-P001") || e.code().equals("STINT-P020");
      throw CliException.passedOn(missing ? Exit.NO_INPUT : Exit.CONFIG, e);
    }
  }

  private Properties properties() {
    Properties all = new Properties();
    for (String name : System.getProperties().stringPropertyNames()) {
      all.setProperty(name, System.getProperty(name, ""));
    }
    for (Map.Entry<String, String> each : properties.entrySet()) {
      if (!each.getKey().equals(PROPERTY) && !each.getKey().startsWith(PROPERTY + ".")) {
        throw CliException.of(
            Exit.USAGE,
            "STINT-C094",
            "-D ["
                + Shown.text(each.getKey())
                + "] sets no limit, write -D"
                + PROPERTY
                + ".PRINCIPAL.FIELD=VALUE");
      }
      all.setProperty(each.getKey(), each.getValue());
    }
    return all;
  }

  private List<ExplainedSection> chosen(List<ExplainedSection> all) {
    String name = principal;
    if (name == null) {
      return all;
    }
    List<ExplainedSection> named = ExplainText.named(all, name);
    if (named.isEmpty()) {
      throw CliException.of(Exit.USAGE, "STINT-C093", unknown(name, ExplainText.principals(all)));
    }
    return named;
  }

  private String unknown(String name, List<String> known) {
    String near = Spelling.nearest(name, known);
    String advice =
        near == null
            ? ", principals without an entry have the limits of [default]"
            : ", did you mean [" + near + "]?";
    String listed = String.join(", ", known.subList(0, Math.min(known.size(), MOST_LISTED)));
    int more = known.size() - MOST_LISTED;
    return "profile ["
        + Shown.text(profile)
        + "] has no principal ["
        + Shown.text(name)
        + "]"
        + (near == null && !known.isEmpty()
            ? ", it has [" + listed + (more > 0 ? " and " + more + " more]" : "]")
            : "")
        + advice;
  }

  private String head(ProfileDocument document) {
    return "profile ["
        + Shown.text(document.profileId())
        + "] version ["
        + Shown.text(document.versionId())
        + "] epoch ["
        + document.epoch()
        + "] from ["
        + (ProfileSource.isStock(profile)
            ? "stock profile " + profile
            : Shown.text(document.source()))
        + "]";
  }
}
