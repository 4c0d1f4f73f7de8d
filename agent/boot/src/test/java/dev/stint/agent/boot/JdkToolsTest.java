package dev.stint.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkToolsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdk.compiler/com.sun.tools.javac.Main -version",
        "java.base/sun.security.tools.keytool.Main -list",
        "jdk.jcmd/sun.tools.jcmd.JCmd",
        "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider",
        "jdk.jartool/sun.tools.jar.Main cf a.jar b",
      })
  void tool_ofTheJdk_isLeftAlone(String command) {
    assertThat(JdkTools.isTool(command)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app.jar",
        "com.shop.Main serve",
        "com.shop.app/com.shop.Main",
        "jdk.shop/com.shop.Main",
        "sun.shop.Main",
        "/opt/java/app.jar",
        "jdk.compiler/com.sun.tools.javac.launcher.Main Hello.java",
      })
  void program_isNoTool(String command) {
    assertThat(JdkTools.isTool(command)).isFalse();
  }
}
