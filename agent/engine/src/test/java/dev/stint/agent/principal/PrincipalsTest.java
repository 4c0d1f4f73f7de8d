package dev.stint.agent.principal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.site.EntrySites;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalsTest {
  private static final ClassLoader APP = ClassLoader.getSystemClassLoader();

  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));

  private static ProtectionDomain from(String url) throws Exception {
    return new ProtectionDomain(new CodeSource(new URL(url), (Certificate[]) null), null);
  }

  private List<String> names() {
    return ledgers.system().children().stream().map(Scope::name).sorted().toList();
  }

  private Principals withoutProfile(int bound) {
    return new Principals(ledgers, null, true, bound);
  }

  @Test
  void codeSources_withoutAProfile_areOnePrincipalEach() throws Exception {
    Principals principals = withoutProfile(10);

    int shop = principals.numberOf("a/B", APP, from("file:/lib/shop-1.2.jar"));
    int again = principals.numberOf("a/C", APP, from("file:/lib/shop-1.2.jar"));
    int other = principals.numberOf("a/D", APP, from("file:/app/billing/target/classes/"));

    assertThat(again).isEqualTo(shop);
    assertThat(other).isNotEqualTo(shop);
    assertThat(names()).containsExactly("billing", "shop-1-2");
  }

  @Test
  void sameNameOfOtherCode_isAnotherPrincipal() throws Exception {
    Principals principals = withoutProfile(10);

    principals.numberOf("a/B", APP, from("file:/one/lib.jar"));
    principals.numberOf("a/B", APP, from("file:/two/lib.jar"));

    assertThat(names()).containsExactly("lib", "lib-2");
  }

  @Test
  void pluginLoader_isOnePrincipalWhateverItsJars() throws Exception {
    Principals principals = withoutProfile(10);
    try (URLClassLoader named = new URLClassLoader("plugin x", new URL[0], null);
        URLClassLoader unnamed = new URLClassLoader(new URL[0], null)) {
      int first = principals.numberOf("a/B", named, from("file:/p/a.jar"));
      int second = principals.numberOf("a/C", named, from("file:/p/b.jar"));
      principals.numberOf("a/D", unnamed, from("file:/p/search.jar"));

      assertThat(second).isEqualTo(first);
      assertThat(names()).containsExactly("plugin-x", "search");
    }
  }

  @Test
  void codeBeyondTheBound_hasNoPrincipalOfItsOwn() throws Exception {
    Principals principals = withoutProfile(1);

    principals.numberOf("a/B", APP, from("file:/one.jar"));

    assertThat(principals.numberOf("a/B", APP, from("file:/two.jar"))).isEqualTo(Principals.NONE);
    assertThat(names()).containsExactly("one");
  }

  @Test
  void rulesOfAProfile_decideAndBindBeforeTheCodeRuns() throws Exception {
    ProfileDocument profile =
        ProfileReader.read("p.yaml", YAML.getBytes(StandardCharsets.UTF_8), Strictness.STRICT);
    Principals principals = new Principals(ledgers, profile, false, 10);
    principals.bindAll();

    Scope shop = ledgers.principal("shop");
    assertThat(shop.ledger(Resource.THREADS).limit().hard()).isEqualTo(2);
    assertThat(principals.numberOf("com/shop/Cart", APP, null)).isNotEqualTo(Principals.NONE);
    assertThat(principals.numberOf("org/lib/Util", APP, from("file:/lib.jar")))
        .isEqualTo(Principals.NONE);
  }

  private static final String YAML =
      """
      schema: 1
      profileId: test
      versionId: "1"
      epoch: 1
      principals:
        shop:
          match:
            packages: ["com.shop.**"]
          limits:
            threadLimit: 2
      """;

  @Test
  void nestedPrincipal_isChargedBelowItsParents() throws Exception {
    String yaml =
        """
        schema: 1
        profileId: test
        principals:
          acme:
            match: {packages: com.acme.**}
            limits: {threadLimit: 3, socketLimit: 9}
            principals:
              web:
                match: {packages: com.acme.web.**}
                limits: {threadLimit: 2}
              batch:
                match: {packages: com.acme.batch.**}
                limits: {threadLimit: 2}
        """;
    ProfileDocument profile =
        ProfileReader.read("p.yaml", yaml.getBytes(StandardCharsets.UTF_8), Strictness.STRICT);
    Principals principals = new Principals(ledgers, profile, false, 10);

    int web = principals.numberOf("com/acme/web/Page", APP, null);
    principals.bindAll();

    assertThat(names()).contains("acme").doesNotContain("web", "batch");
    assertThat(principals.size()).isEqualTo(3);
    assertThat(principals.numberOf("com/acme/web/Page", APP, null)).isEqualTo(web);
    Scope acme = ledgers.principal("acme");
    Scope pages = acme.child(ScopeKind.PRINCIPAL, "web");
    assertThat(EntrySites.register(pages)).isEqualTo(web);
    assertThat(pages.principalName()).isEqualTo("web");
    Scope batch = acme.child(ScopeKind.PRINCIPAL, "batch");
    assertThat(pages.charge(Resource.THREADS, 2)).isNull();
    assertThat(batch.charge(Resource.THREADS, 1)).isNull();
    Denied byParent = batch.charge(Resource.THREADS, 1);
    Denied byItself = pages.charge(Resource.THREADS, 1);

    assertThat(byParent.origin()).isEqualTo("p.yaml:6 threadLimit");
    assertThat(byParent.ledger().scope().path()).isEqualTo("system/acme");
    assertThat(byItself.origin()).isEqualTo("p.yaml:10 threadLimit");
    assertThat(acme.ledger(Resource.THREADS).used()).isEqualTo(3);
    pages.refund(Resource.THREADS, 2);
    assertThat(batch.charge(Resource.THREADS, 1)).isNull();
    assertThat(pages.charge(Resource.SOCKETS, 10).origin()).isEqualTo("p.yaml:6 socketLimit");
  }

  @ParameterizedTest
  @CsvSource({
    "file:/x/guava-33.4.jar, guava-33-4",
    "file:/x/project/target/test-classes/, project",
    "jar:nested:/app.jar/!BOOT-INF/lib/json.jar!/, json",
    "file:/x/default.jar, default-code",
    "file:/x/stint.jar, stint-code",
    "file:/target/classes/, default",
  })
  void location_isNamedByWhatSaysMost(String location, String name) {
    assertThat(CodeNames.ofLocation(location)).isEqualTo(name);
  }
}
