package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProfilePrinterTest {
  @Test
  void document_printed_isCanonical() throws Exception {
    assertThat(ProfilePrinter.print(Yaml.read(ProfileGenerator.SAMPLE)))
        .isEqualTo(
            """
            schema: 1
            profileId: shop
            versionId: "3"
            epoch: 7
            launcherProfiles:
              none: {}
            system:
              frameGrantLimitPages: 64
              socketLimit: 500
            default:
              threadLimit: 20
              cpuBudgetUsPerWindow: 50ms/100ms
            principals:
              alice:
                match:
                  packages: ["com.acme.alice.**"]
                  codeSources: ["**/alice-*.jar"]
                  classLoaders: ["com.acme.PluginLoader"]
                limits:
                  fuelTotal: 1G
                  timerWaiterLimit: {hard: 64, soft: 48}
                  heapAllocatedBytesPerWindow: 10Mi/s
                  threadLimit: 4
                  netInBytesPerWindow: {hard: 8Mi, window: 1s, overrun: delay, maxWait: 500ms}
                  netOutBytesPerWindow: {hard: 8Mi, soft: 6Mi, window: 2s, burst: 1Mi}
                  launcherProfile: none
              bob:
                limits:
                  socketLimit: 3
            """);
  }

  @Test
  @Tag("P27")
  void documents_printedAndParsed_haveTheSameLimits() throws Exception {
    long seed = Seeds.next("printer");
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String yaml = ProfileGenerator.next(random);
      ProfileDocument first = Yaml.read(yaml);
      String printed = ProfilePrinter.print(first);
      ProfileDocument second = Yaml.read(printed);

      assertThat(ProfilePrinter.print(second)).as("seed %d", seed).isEqualTo(printed);
      assertThat(facts(second)).as("seed %d", seed).isEqualTo(facts(first));
    }
  }

  @Test
  void stockProfiles_printedAndParsed_haveTheSameLimits() throws Exception {
    for (String name : StockProfiles.names()) {
      ProfileDocument stock = StockProfiles.load(name);

      assertThat(facts(Yaml.read(ProfilePrinter.print(stock)))).isEqualTo(facts(stock));
    }
  }

  /** Everything but where it was written. */
  private static List<String> facts(ProfileDocument document) {
    List<String> facts = new ArrayList<>();
    facts.add(document.profileId() + " " + document.versionId() + " " + document.epoch());
    facts.add("system " + facts(document.system()));
    facts.add("default " + facts(document.defaults()));
    document.networkProfiles().values().forEach(network -> facts.add(facts(network)));
    document.launcherProfiles().values().forEach(launcher -> facts.add(facts(launcher)));
    for (PrincipalRule rule : document.rules()) {
      facts.add(rule.parent() + " " + rule.principal());
      facts.add("" + rule.packages() + rule.codeSources() + rule.classLoaders());
      facts.add(facts(rule.profile()));
    }
    return facts;
  }

  private static String facts(NetworkProfile network) {
    StringBuilder facts = new StringBuilder(network.name() + facts(network.limits()));
    facts.append(network.exempt()).append(network.writtenAllow());
    facts.append(network.writtenConnections());
    network
        .ratesPerPrefix()
        .forEach((block, rate) -> facts.append(block).append(rate.intervalNanos() * rate.burst()));
    return facts.toString();
  }

  private static String facts(LauncherProfile launcher) {
    Limit processes = launcher.processLimit();
    return launcher.name()
        + launcher.writtenCommands()
        + launcher.writtenCapsules()
        + (processes == null ? "-" : processes.hard())
        + launcher.depth();
  }

  private static String facts(ResourceProfile profile) {
    return profile.launcherProfile()
        + " "
        + profile.networkProfile()
        + " "
        + profile.exempt()
        + facts(profile.limits());
  }

  private static String facts(Map<Resource, Limit> limits) {
    StringBuilder facts = new StringBuilder();
    for (Map.Entry<Resource, Limit> entry : limits.entrySet()) {
      Limit l = entry.getValue();
      facts.append(' ').append(entry.getKey()).append(' ').append(l.hard()).append(' ');
      facts.append(l.soft()).append(' ').append(l.burst()).append(' ').append(l.windowNanos());
      facts.append(' ').append(l.admission()).append(' ').append(l.maxWaitNanos());
    }
    return facts.toString();
  }
}
