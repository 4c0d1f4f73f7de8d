package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProfileReaderTest {
  private static final String SHOP =
      """
      schema: 1
      profileId: shop
      versionId: "3"
      epoch: 7
      x-team: core
      networkProfiles: {lan: {}}
      launcherProfiles: {none-at-all: {}}
      system:
        socketLimit: 500
      default:
        threadLimit: 20
      principals:
        alice:
          match:
            packages: [com.acme.alice.**]
            codeSources: ["**/alice-*.jar"]
            classLoaders: com.acme.PluginLoader
          limits:
            threadLimit: 4
            heapAllocatedBytesPerWindow: 10Mi/s
            netOutBytesPerWindow: {hard: 8Mi, window: 2s, burst: 1Mi, soft: 6Mi, overrun: deny}
            netInBytesPerWindow: {hard: 8Mi, overrun: delay, maxWait: 500ms}
            timerWaiterLimit: {hard: 64, soft: 48}
            frameGrantLimitPages: 2
            launcherProfile: none-at-all
            networkProfile: lan
        bob: {}
      """;

  @Test
  @Tag("C-F0")
  @Tag("C-F1")
  @Tag("C-F2")
  void document_withEverything_isReadWhole() throws Exception {
    ProfileDocument shop = Yaml.read(SHOP);

    assertThat(shop.profileId()).isEqualTo("shop");
    assertThat(shop.versionId()).isEqualTo("3");
    assertThat(shop.epoch()).isEqualTo(7);
    assertThat(shop.source()).isEqualTo("p.yaml");
    assertThat(shop.warnings()).isEmpty();
    assertThat(shop.system().limits()).containsOnlyKeys(Resource.SOCKETS);
    assertThat(shop.rules()).extracting(PrincipalRule::principal).containsExactly("alice", "bob");
    PrincipalRule alice = shop.rules().get(0);
    assertThat(alice.packages()).containsExactly("com.acme.alice.**");
    assertThat(alice.codeSources()).containsExactly("**/alice-*.jar");
    assertThat(alice.classLoaders()).containsExactly("com.acme.PluginLoader");
    assertThat(alice.profile().launcherProfile()).isEqualTo("none-at-all");
    assertThat(alice.profile().networkProfile()).isEqualTo("lan");
  }

  @Test
  void limit_inItsShortForms_isWhatItSays() throws Exception {
    Map<Resource, Limit> limits = Yaml.read(SHOP).forPrincipal("alice").limits();

    Limit threads = limits.get(Resource.THREADS);
    assertThat(threads.hard()).isEqualTo(4);
    assertThat(threads.windowNanos()).isZero();
    assertThat(threads.soft()).isEqualTo(Limit.NO_SOFT);
    assertThat(threads.admission()).isEqualTo(Admission.RESERVED);
    assertThat(threads.origin()).isEqualTo("p.yaml:19 threadLimit");
    Limit heap = limits.get(Resource.HEAP_ALLOCATED);
    assertThat(heap.hard()).isEqualTo(10 << 20);
    assertThat(heap.windowNanos()).isEqualTo(1_000_000_000L);
    assertThat(heap.admission()).isEqualTo(Admission.POST_PAID);
    assertThat(limits.get(Resource.DIRECT_MEMORY).hard()).isEqualTo(2 * 65_536);
  }

  @Test
  void limit_inTheLongForm_isWhatItSays() throws Exception {
    Map<Resource, Limit> limits = Yaml.read(SHOP).forPrincipal("alice").limits();

    Limit out = limits.get(Resource.NET_OUT);
    assertThat(out.hard()).isEqualTo(8 << 20);
    assertThat(out.burst()).isEqualTo(1 << 20);
    assertThat(out.soft()).isEqualTo(6 << 20);
    assertThat(out.windowNanos()).isEqualTo(2_000_000_000L);
    Limit in = limits.get(Resource.NET_IN);
    assertThat(in.admission()).isEqualTo(Admission.WAITING);
    assertThat(in.maxWaitNanos()).isEqualTo(500_000_000L);
    assertThat(in.windowNanos()).isEqualTo(1_000_000_000L);
    assertThat(limits.get(Resource.TIMERS).soft()).isEqualTo(48);
  }

  @Test
  void principal_withAnEntry_doesNotMixItWithTheDefaults() throws Exception {
    ProfileDocument shop = Yaml.read(SHOP);

    assertThat(shop.forPrincipal("bob").limits()).isEmpty();
    assertThat(shop.forPrincipal("carol")).isSameAs(shop.defaults());
    assertThat(shop.forPrincipal("default")).isSameAs(shop.defaults());
    assertThat(shop.forPrincipal("stint").limits()).isEmpty();
  }

  @Test
  @Tag("C-F3")
  @Tag("C-F4")
  @Tag("C-F5")
  @Tag("C-F6")
  @Tag("C-F7")
  @Tag("C-F8")
  @Tag("C-F9")
  @Tag("C-F10")
  @Tag("C-F11")
  @Tag("C-F12")
  @Tag("C-F13")
  @Tag("C-F14")
  @Tag("C-F16")
  @Tag("C-F18")
  @Tag("C-F20")
  void field_ofEveryResource_isRead() throws Exception {
    for (Resource resource : Resource.values()) {
      String field = resource.profileField();
      if (!field.equals("-")) {
        assertThat(Yaml.limits(field + ": 3").defaults().limits())
            .as(field)
            .containsOnlyKeys(resource);
      }
    }
  }

  @Test
  void total_ofEveryFlow_isALimitWithoutAWindow() throws Exception {
    for (Resource resource : Resource.values()) {
      if (resource.kind() == ResourceKind.FLOW) {
        String field = resource.profileField().replace("PerWindow", "Total");
        Limit limit = Yaml.limits(field + ": 3").defaults().limits().get(resource);

        assertThat(limit.hard()).as(field).isEqualTo(3);
        assertThat(limit.windowNanos()).as(field).isZero();
      }
    }
  }

  @Test
  @Tag("C-F14")
  @Tag("C-F17")
  void window_inAFieldOfItsOwn_holdsForItsFlow() throws Exception {
    Limit cpu = cpu("{cpuWindowUs: 100000, cpuBudgetUsPerWindow: 20000}");
    Limit share = cpu("{cpuWindowUs: 100ms, cpuBudgetUsPerWindow: 500m}");
    Limit log =
        Yaml.read(Yaml.HEAD + "default: {logQuotaBytesPerWindow: 1Ki, logWindow: 1m}")
            .defaults()
            .limits()
            .get(Resource.LOG_BYTES);

    assertThat(cpu.windowNanos()).isEqualTo(100_000_000L);
    assertThat(cpu.hard()).isEqualTo(20_000);
    assertThat(share.hard()).isEqualTo(50_000);
    assertThat(log.windowNanos()).isEqualTo(60_000_000_000L);
  }

  private static Limit cpu(String limits) throws ProfileException {
    return Yaml.read(Yaml.HEAD + "default: " + limits).defaults().limits().get(Resource.CPU_TIME);
  }

  @Test
  void zero_isALimitThatAdmitsNothing() throws Exception {
    Limit limit = Yaml.limits("threadLimit: 0").defaults().limits().get(Resource.THREADS);

    assertThat(limit.hard()).isZero();
  }

  @Test
  void unknownField_whenLenient_isAWarning() throws Exception {
    String yaml = Yaml.HEAD + "default:\n  threadLimt: 4\n  x-note: fine\n";

    List<ProfileProblem> warnings = Yaml.readLenient(yaml).warnings();

    assertThat(warnings)
        .extracting(ProfileProblem::message)
        .containsExactly(
            "p.yaml:4:3: unknown field [threadLimt], did you mean [threadLimit]? (STINT-P002)");
  }

  @Test
  void warnings_whenThereAreThousands_areBounded() throws Exception {
    StringBuilder yaml = new StringBuilder(Yaml.HEAD + "default:\n");
    for (int i = 0; i < 40_000; i++) {
      yaml.append("  threadLimi").append(i).append(": 1\n");
    }

    assertThat(Yaml.readLenient(yaml.toString()).warnings()).hasSize(100);
  }

  @Test
  void schema_thatIsNewer_isToleratedWithWarnings() throws Exception {
    ProfileDocument newer =
        Yaml.read("schema: 2\nprofileId: p\ndefault:\n  threadLimit: 4\n  quantumLimit: 5\n");

    assertThat(newer.schema()).isEqualTo(2);
    assertThat(newer.defaults().limits()).containsOnlyKeys(Resource.THREADS);
    assertThat(newer.warnings())
        .extracting(ProfileProblem::message)
        .containsExactly(
            "p.yaml:1:9: schema [2] is newer than [1], fields that are not known here are ignored"
                + " (STINT-P009)",
            "p.yaml:5:3: unknown field [quantumLimit] in a map of limits (STINT-P002)");
  }

  @Test
  void byteOrderMark_atTheStart_isSkipped() throws Exception {
    assertThat(Yaml.read("\uFEFF" + Yaml.HEAD).profileId()).isEqualTo("p");
  }

  @Test
  void surrogatePair_whereverItStands_isText() throws Exception {
    for (int length = 1000; length < 1030; length++) {
      String comment = "# " + "a".repeat(length) + "\uD83D\uDE00\uD83D\uDE00\n";

      assertThat(Yaml.read(comment + Yaml.HEAD).profileId()).isEqualTo("p");
    }
  }

  @Test
  void origin_ofAFileInADirectory_namesTheFileAlone() throws Exception {
    byte[] yaml = Yaml.bytes(Yaml.HEAD + "default: {threadLimit: 1}");

    ProfileDocument read =
        ProfileReader.read("/etc/stint/shop.yaml", yaml, ProfileReader.Strictness.STRICT);

    assertThat(read.source()).isEqualTo("/etc/stint/shop.yaml");
    assertThat(read.defaults().limits().get(Resource.THREADS).origin())
        .isEqualTo("shop.yaml:3 threadLimit");
  }
}
