package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Nullable;
import org.junit.jupiter.api.Test;

class MatchTest {
  private static final String RULES =
      """
      principals:
        wide: {match: {packages: com.acme.**}}
        narrow: {match: {packages: com.acme.shop.**}}
        exact: {match: {packages: [com.acme.shop.cart, com.acme.Main]}}
        jar: {match: {codeSources: "**/plugin-*.jar"}}
        tree: {match: {codeSources: /opt/app/**}}
        loader: {match: {classLoaders: com.acme.*Loader}}
        both: {match: {classLoaders: com.acme.*Loader, codeSources: "**/both.jar"}}
        unmatched: {limits: {threadLimit: 1}}
      """;

  private final ProfileDocument document = read();

  private static ProfileDocument read() {
    try {
      return Yaml.read(Yaml.HEAD + RULES);
    } catch (ProfileException e) {
      throw new AssertionError(e);
    }
  }

  private @Nullable String who(String className, @Nullable String source, @Nullable String loader) {
    PrincipalRule rule = document.match(className, source, loader);
    return rule == null ? null : rule.principal();
  }

  @Test
  void class_thatNoPatternNames_isNobodys() {
    assertThat(who("org.other.A", "/tmp/a.jar", "org.other.Loader")).isNull();
    assertThat(who("com.acmeX.A", null, null)).isNull();
  }

  @Test
  void package_whenSeveralMatch_theLongestWins() {
    assertThat(who("com.acme.A", null, null)).isEqualTo("wide");
    assertThat(who("com.acme.shop.A", null, null)).isEqualTo("narrow");
    assertThat(who("com/acme/shop/x/A", null, null)).isEqualTo("narrow");
  }

  @Test
  void package_withoutAWildcard_isThePackageOrTheClassAlone() {
    assertThat(who("com.acme.shop.cart.A", null, null)).isEqualTo("exact");
    assertThat(who("com.acme.shop.cart.A$B", null, null)).isEqualTo("exact");
    assertThat(who("com.acme.shop.cart.sub.A", null, null)).isEqualTo("narrow");
    assertThat(who("com.acme.Main", null, null)).isEqualTo("exact");
    assertThat(who("com.acme.Main$1", null, null)).isEqualTo("exact");
    assertThat(who("com.acme.Mainly", null, null)).isEqualTo("wide");
  }

  @Test
  void codeSource_beatsThePackage() {
    assertThat(who("com.acme.shop.A", "/x/plugin-1.jar", null)).isEqualTo("jar");
    assertThat(who("com.acme.shop.A", "/x/other.jar", null)).isEqualTo("narrow");
  }

  @Test
  void codeSource_inAnyFormOfAddress_isThePath() {
    assertThat(who("a.A", "file:/x/plugin-1.jar", null)).isEqualTo("jar");
    assertThat(who("a.A", "jar:file:/x/plugin-1.jar!/", null)).isEqualTo("jar");
    assertThat(who("a.A", "jar:file:/app.jar!/BOOT-INF/lib/plugin-1.jar!/", null)).isEqualTo("jar");
    assertThat(who("a.A", "plugin-1.jar", null)).isEqualTo("jar");
    assertThat(who("a.A", "C:\\x\\plugin-1.jar", null)).isEqualTo("jar");
    assertThat(who("a.A", "file:///opt/app/classes/", null)).isEqualTo("tree");
    assertThat(who("a.A", "file:/opt/%61pp/a%20b%2Bc.jar", null)).isEqualTo("tree");
    assertThat(who("a.A", "file:/opt/app/broken%zz", null)).isEqualTo("tree");
  }

  @Test
  void classLoader_beatsEverything_andCodeSourceBreaksTheTie() {
    assertThat(who("com.acme.shop.A", "/x/plugin-1.jar", "com.acme.PluginLoader"))
        .isEqualTo("loader");
    assertThat(who("com.acme.shop.A", "/x/both.jar", "com.acme.PluginLoader")).isEqualTo("both");
  }

  @Test
  void principal_withoutMatch_isNeverFoundByCode() {
    assertThat(who("unmatched", "unmatched", "unmatched")).isNull();
  }
}
