package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code networkProfile} and {@code launcherProfile} refer to. */
class SubProfilesTest {
  private static final String LAN =
      Yaml.HEAD
          + """
          networkProfiles:
            lan:
              socketLimit: {hard: 40, soft: 30}
              netOutBytesPerWindow: 8Mi/s
              netInBytesTotal: 1Gi
              connsTotalLimit: 20
              allow: [10.0.0.0/8, "10.1.2.3:443", db.Internal:5432, "2001:db8::/32",
                      "[2001:db8::1]:443", localhost]
              perPrefix:
                connections: {ipv4/32: 8, ipv6/56: 8, 192.0.2.0/24: 100}
                rates: {ipv4/32: {every: 200ms, burst: 10}}
            shut: {socketLimit: 0}
          launcherProfiles:
            tools: {commands: [/usr/bin/*, git], capsules: resize-*, processLimit: 3, depth: 2}
          default:
            networkProfile: lan
            launcherProfile: tools
            socketLimit: 4
            threadLimit: 2
          """;

  @Test
  @Tag("C-F15")
  void networkProfile_givesItsLimitsToTheSection_whoseOwnFieldsWin() throws Exception {
    ResourceProfile defaults = Yaml.read(LAN).defaults();

    assertThat(defaults.limits())
        .containsOnlyKeys(
            Resource.SOCKETS,
            Resource.THREADS,
            Resource.NET_OUT,
            Resource.NET_IN,
            Resource.CONNS_TOTAL);
    assertThat(defaults.limits().get(Resource.SOCKETS).hard()).isEqualTo(4);
    assertThat(defaults.limits().get(Resource.NET_OUT).origin())
        .isEqualTo("p.yaml:6 netOutBytesPerWindow");
    assertThat(defaults.replaced(Resource.SOCKETS))
        .extracting(Limit::origin)
        .containsExactly("p.yaml:5 socketLimit");
  }

  @Test
  @Tag("C-F15")
  void networkProfile_isWhatItSays() throws Exception {
    NetworkProfile lan = Yaml.read(LAN).networkProfile("lan");

    assertThat(lan).isNotNull();
    assertThat(lan.name()).isEqualTo("lan");
    assertThat(lan.limits()).hasSize(4);
    assertThat(lan.limits().get(Resource.SOCKETS).soft()).isEqualTo(30);
    assertThat(lan.exempt()).isEmpty();
    assertThat(lan.allow())
        .extracting(Peer::toString)
        .containsExactly(
            "10.0.0.0/8",
            "10.1.2.3/32:443",
            "db.internal:5432",
            "2001:db8::/32",
            "[2001:db8::1/128]:443",
            "localhost");
    assertThat(lan.connectionsPerPrefix())
        .isEqualTo(Map.of("ipv4/32", 8, "ipv6/56", 8, "192.0.2.0/24", 100));
    assertThat(lan.ratesPerPrefix()).containsOnlyKeys("ipv4/32");
    assertThat(lan.ratesPerPrefix().get("ipv4/32").intervalNanos()).isEqualTo(200_000_000L);
    assertThat(lan.ratesPerPrefix().get("ipv4/32").burst()).isEqualTo(10);
    assertThat(Yaml.read(LAN).networkProfile("wan")).isNull();
  }

  @Test
  @Tag("C-F19")
  void launcherProfile_isWhatItSays() throws Exception {
    ProfileDocument document = Yaml.read(LAN);
    LauncherProfile tools = document.launcherProfile("tools");

    assertThat(document.defaults().launcherProfile()).isEqualTo("tools");
    assertThat(tools).isNotNull();
    assertThat(tools.commands()).containsExactly("/usr/bin/*", "git");
    assertThat(tools.capsules()).containsExactly("resize-*");
    assertThat(tools.processLimit()).isNotNull();
    assertThat(tools.processLimit().hard()).isEqualTo(3);
    assertThat(tools.depth()).isEqualTo(2);
    assertThat(document.launcherProfile("none")).isNull();
    assertThat(document.defaults().limits()).doesNotContainKey(Resource.PROCESSES);
  }

  @Test
  void definitions_printed_areCanonical() throws Exception {
    String printed = ProfilePrinter.print(Yaml.read(LAN));

    assertThat(printed)
        .isEqualTo(
            """
            schema: 1
            profileId: p
            versionId: "1"
            epoch: 0
            networkProfiles:
              lan:
                socketLimit: {hard: 40, soft: 30}
                netInBytesTotal: 1Gi
                netOutBytesPerWindow: 8Mi/s
                connsTotalLimit: 20
                allow: ["10.0.0.0/8", "10.1.2.3/32:443", "db.internal:5432", "2001:db8::/32", \
            "[2001:db8::1/128]:443", "localhost"]
                perPrefix:
                  connections:
                    "ipv4/32": 8
                    "ipv6/56": 8
                    "192.0.2.0/24": 100
                  rates:
                    "ipv4/32": {every: 200ms, burst: 10}
              shut:
                socketLimit: 0
            launcherProfiles:
              tools:
                commands: ["/usr/bin/*", "git"]
                capsules: ["resize-*"]
                processLimit: 3
                depth: 2
            default:
              threadLimit: 2
              socketLimit: 4
              launcherProfile: tools
              networkProfile: lan
            """);
    assertThat(ProfilePrinter.print(Yaml.read(printed))).isEqualTo(printed);
  }

  @Test
  void name_thatIsNotDefined_isRefusedWithTheOneThatIsMeant() {
    String nets = Yaml.HEAD + "networkProfiles: {lan: {}}\n";

    assertThat(Yaml.refusal(nets + "default: {networkProfile: lann}"))
        .isEqualTo(
            "p.yaml:4:27: no network profile is called [lann], did you mean [lan]? (STINT-P025)");
    assertThat(Yaml.refusal(nets + "principals: {a: {limits: {networkProfile: x}}}"))
        .isEqualTo(
            "p.yaml:4:43: no network profile is called [x], define it below [networkProfiles] at"
                + " the top (STINT-P025)");
    assertThat(Yaml.refusal(nets + "system: {launcherProfile: lan}"))
        .isEqualTo(
            "p.yaml:4:27: no launcher profile is called [lan], define it below [launcherProfiles]"
                + " at the top (STINT-P025)");
  }

  @Test
  @Tag("P78")
  void limit_ofANetworkProfileAboveTheSystem_isRefusedWhereItStands() {
    assertThat(Yaml.refusal(LAN + "system:\n  connsTotalLimit: 19\n"))
        .isEqualTo(
            "p.yaml:8:5: conns.total of [default] is [20], above [19] of [system] at [p.yaml:23"
                + " connsTotalLimit] (STINT-P016)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "threadLimit: 4; 5:3: unknown field [threadLimit] in a network profile (STINT-P002)",
        "sockets: 4; 5:3: unknown field [sockets], did you mean [socketLimit]? (STINT-P002)",
        "launcherProfile: x; 5:3: unknown field [launcherProfile] in a network profile"
            + " (STINT-P002)",
        "perPrefix: 4; 5:14: field [perPrefix] is a map of fields, found a text (STINT-P007)",
        "perPrefix: {rate: {}}; 5:15: unknown field [rate], did you mean [rates]? (STINT-P002)",
        "perPrefix: {rates: {ipv4/32: 5}}; 5:32: field [ipv4/32] is a map of fields, found a text"
            + " (STINT-P007)",
        "perPrefix: {rates: {ipv4/32: {burst: 5}}}; 5:32: field [ipv4/32] is a rate and needs both"
            + " [every] and [burst], such as [{every: 200ms, burst: 10}] (STINT-P015)",
        "perPrefix: {rates: {ipv4/32: {burst: 5, every: 0s}}}; 5:32: field [ipv4/32], one every"
            + " [0ns] with that burst is out of range (STINT-P012)",
        "perPrefix: {rates: {ipv4/32: {burst: 5, every: 5}}}; 5:50: field [every], duration [5] has"
            + " no unit, write for example [5ms] (STINT-P011)",
        "perPrefix: {connections: {ipv4/33: 5}}; 5:29: field [perPrefix], address block [ipv4/33]"
            + " is not a length such as [ipv4/32] or [ipv6/56], nor a block such as [192.0.2.0/24]"
            + " (STINT-P026)",
        "perPrefix: {connections: {ipv4/32: 3G}}; 5:38: field [ipv4/32], amount [3G] is above the"
            + " largest, [2147483647] (STINT-P012)",
        "perPrefix: {connections: {ipv4/32: -3}}; 5:38: field [ipv4/32], amount [-3] is negative"
            + " (STINT-P013)",
        "perPrefix: {connections: {2001:db8::/32: 1, 2001:db8:0::/32: 1}}; 5:47: duplicate address"
            + " block [2001:db8::/32] (STINT-P006)",
      })
  void networkProfile_thatIsNotOne_isRefused(String line, String message) {
    assertThat(Yaml.refusal(Yaml.HEAD + "networkProfiles:\n a:\n  " + line))
        .isEqualTo("p.yaml:" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "10.0.0.1/8",
        "10.0.0",
        "300.1.1.1",
        "a b",
        "host:0",
        "host:65536",
        "host:",
        ":80",
        "-a.b",
        "a..b",
        "*.b",
        "[10.0.0.1]:80",
        "[2001:db8::1",
        "[::1]80",
        "1:2:3",
        "``",
        "0x7f.1"
      })
  void peer_thatIsNone_isRefused(String peer) {
    assertThat(Yaml.refusal(Yaml.HEAD + "networkProfiles: {a: {allow: ['" + peer + "']}}"))
        .isEqualTo(
            "p.yaml:3:31: field [allow], peer ["
                + peer
                + "] is not a host or an address block with or without a port, such as"
                + " [db.internal:5432], [10.0.0.0/8] or [[2001:db8::/32]:443] (STINT-P026)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "command: x; 5:3: unknown field [command], did you mean [commands]? (STINT-P002)",
        "zzz: x; 5:3: unknown field [zzz], a launcher profile has [commands, capsules,"
            + " processLimit, depth] (STINT-P002)",
        "depth: 65; 5:10: field [depth], depth [65] is not a whole number from 0 to 64"
            + " (STINT-P010)",
        "depth: -1; 5:10: field [depth], depth [-1] is not a whole number from 0 to 64"
            + " (STINT-P010)",
        "processLimit: unlimited; 5:17: field [processLimit], amount [unlimited] stands for no"
            + " limit, leave the field out to inherit instead (STINT-P014)",
        "commands: {}; 5:13: field [commands] is a list of texts, found a map (STINT-P007)",
      })
  void launcherProfile_thatIsNotOne_isRefused(String line, String message) {
    assertThat(Yaml.refusal(Yaml.HEAD + "launcherProfiles:\n a:\n  " + line))
        .isEqualTo("p.yaml:" + message);
  }

  @Test
  void name_thatIsNone_isRefused() {
    assertThat(Yaml.refusal(Yaml.HEAD + "networkProfiles: {a b: {}}"))
        .isEqualTo(
            "p.yaml:3:19: field [networkProfiles], name [a b] must be 1 to 64 characters of"
                + " [A-Za-z0-9._-] (STINT-P018)");
  }

  @Test
  void definitionsWithoutContent_areEmpty() throws Exception {
    ProfileDocument document =
        Yaml.read(Yaml.HEAD + "networkProfiles: {a: {}}\nlauncherProfiles: {b: {}}");

    assertThat(document.networkProfiles().get("a").allow()).isEqualTo(List.of());
    assertThat(document.launcherProfiles().get("b").depth()).isNull();
    assertThat(ProfilePrinter.print(document))
        .endsWith("networkProfiles:\n  a: {}\nlauncherProfiles:\n  b: {}\n");
  }
}
