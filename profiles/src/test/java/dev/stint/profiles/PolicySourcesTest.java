package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.profiles.PolicySources.Kind;
import dev.stint.profiles.PolicySources.Selected;
import dev.stint.profiles.ProfileReader.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PolicySourcesTest {
  private static ProfileDocument document(String name, String text) throws ProfileException {
    String yaml = "schema: 1\nprofileId: " + name + "\n" + text;
    return ProfileReader.read(name + ".yaml", Yaml.bytes(yaml), Strictness.STRICT);
  }

  private static String entry(String principal, int threads) {
    return "principals: {" + principal + ": {limits: {threadLimit: " + threads + "}}}\n";
  }

  @Test
  @Tag("C-B1")
  void ownEntry_goesBeforeDefaults_andTheEarlierKindBeforeTheLater() throws Exception {
    PolicySources sources =
        PolicySources.none()
            .with(Kind.TEST, document("test", entry("alice", 99)))
            .with(Kind.GUEST_ADMISSION, document("guests", "default: {threadLimit: 1}\n"))
            .with(Kind.LOCAL_ACCOUNTS, document("accounts", entry("alice", 8)))
            .with(Kind.OPERATOR_MANIFEST, document("ops", entry("root", 50)));

    assertThat(sources.select("alice").provenance())
        .isEqualTo("local accounts accounts.yaml, own entry");
    assertThat(sources.select("root").provenance())
        .isEqualTo("operator manifest ops.yaml, own entry");
    assertThat(sources.select("anonymous").provenance())
        .isEqualTo("guest admission guests.yaml, defaults");
    assertThat(PolicySources.none().select("alice")).isNull();
    assertThat(sources.select("stint")).as("our own overhead has no profile").isNull();
  }

  @Test
  @Tag("C-B1")
  @Tag("C-B6")
  void provenance_standsInTheBinding() throws Exception {
    Graph graph = new Graph();
    Scope alice = graph.ledgers.principal("alice");
    PolicySources sources =
        PolicySources.none().with(Kind.EXTERNAL, document("ldap", entry("alice", 3)));

    new Broker(graph.ledgers, "test").bind(BindRequest.of(alice, sources.select("alice")));

    assertThat(alice.ledger(Resource.THREADS).binding().source())
        .isEqualTo("external ldap.yaml, own entry");
    assertThat(graph.details().get(0))
        .isEqualTo(
            "version 1, epoch 0, 1 limits, from external ldap.yaml, own entry, by test, at spawn");
  }

  @Test
  @Tag("C-B1")
  void choice_isThatOfAPlainSearch_forRandomSources() throws Exception {
    long seed = Seeds.next("policy sources");
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 200; run++) {
      PolicySources sources = PolicySources.none();
      List<List<Integer>> model = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        int kind = random.nextInt(Kind.values().length);
        int entries = random.nextInt(4);
        int defaults = random.nextInt(2);
        String text = entries == 0 ? "" : "principals:\n";
        for (int p = 0; p < 2; p++) {
          text += (entries >> p & 1) == 0 ? "" : "  p" + p + ": {limits: {threadLimit: 1}}\n";
        }
        text += defaults == 0 ? "" : "default: {threadLimit: 2}\n";
        sources = sources.with(Kind.values()[kind], document("s" + i, text));
        model.add(List.of(kind, entries, defaults, i));
      }
      for (int p = 0; p < 2; p++) {
        Selected selected = sources.select("p" + p);
        String shown = selected == null ? "nobody" : selected.provenance();
        assertThat(shown).as("seed %s run %s %s", seed, run, model).isEqualTo(search(model, p));
      }
    }
  }

  private static String search(List<List<Integer>> model, int principal) {
    for (boolean own : new boolean[] {true, false}) {
      for (int kind = 0; kind < Kind.values().length; kind++) {
        for (List<Integer> each : model) {
          boolean knows = own ? (each.get(1) >> principal & 1) == 1 : each.get(2) == 1;
          if (each.get(0) == kind && knows) {
            String how = own ? ", own entry" : ", defaults";
            return Kind.values()[kind].label() + " s" + each.get(3) + ".yaml" + how;
          }
        }
      }
    }
    return "nobody";
  }
}
