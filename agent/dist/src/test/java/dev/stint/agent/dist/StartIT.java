package dev.stint.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.VirtualMachine;
import dev.stint.agent.dist.guest.Serve;
import dev.stint.agent.dist.guest.Tasks;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to start the agent, and to fail to, in a JVM with the real jar. */
class StartIT {
  @TempDir Path folder;

  @Test
  void firstRun_withoutAProfile_namesTheCodeSource() throws Exception {
    Forked.Result result = Forked.agent(folder, "status=off", Tasks.class).run();

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("main dist", "pool dist", "future dist");
    assertThat(result.agentLines().get(0))
        .startsWith("stint: agent profile [none] (default), mode [observe] (default), ")
        .contains("status [off] (argument)");
    assertThat(result.principal("dist")).contains("heap.allocated total ", "threads current 0 ");
  }

  @Test
  void unknownOption_isOneLineAndTheApplicationRuns() throws Exception {
    Forked.Result result = Forked.agent(folder, "profle=p.yaml", Tasks.class).run();

    assertThat(result.exit()).isZero();
    assertThat(result.agentLines())
        .containsExactly(
            "stint: unknown agent option [profle], did you mean [profile]?, the application runs"
                + " without the agent (STINT-A003)");
    assertThat(result.out()).contains("main nobody");
  }

  @Test
  void unknownOption_inEnforce_stopsTheStart() throws Exception {
    Forked.Result result = Forked.agent(folder, "mode=enforce,profle=p.yaml", Tasks.class).run();

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.agentLines())
        .containsExactly(
            "stint: unknown agent option [profle], did you mean [profile]?, start stopped"
                + " (STINT-A003)");
  }

  @Test
  @Tag("A-5")
  void brokenProfile_inEnforce_stopsTheStartWithItsLine() throws Exception {
    Path profile = Forked.profile(folder, "threadLimt: 2");
    String options = "mode=enforce,status=off,profile=" + profile;
    Forked.Result result = Forked.agent(folder, options, Tasks.class).run();

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.agentLines()).hasSize(2);
    assertThat(result.agentLines().get(1))
        .startsWith("stint: profile refused, start stopped: " + profile + ":9:")
        .contains("[threadLimt]", "[threadLimit]")
        .endsWith("(STINT-A005)");
  }

  @Test
  void brokenProfile_inObserve_isAWarning() throws Exception {
    Path profile = Files.writeString(folder.resolve("p.yaml"), "schema: [");
    Forked.Result result = Forked.agent(folder, "status=off,profile=" + profile, Tasks.class).run();

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("main dist");
    assertThat(result.agentLines())
        .anyMatch(line -> line.startsWith("stint: profile refused, nothing is limited: "));
  }

  @Test
  void busyStatusPort_isOneLineAndTheApplicationRuns() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String status = "127.0.0.1:" + busy.getLocalPort();
      Process process = Forked.agent(folder, "status=" + status, Serve.class).start();
      Path err = folder.resolve("err");
      await(() -> Files.readString(err).contains("STINT-A006"));
      process.getOutputStream().close();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(Files.readAllLines(err))
          .filteredOn(line -> line.contains("STINT-A006"))
          .singleElement()
          .asString()
          .startsWith("stint: no status page: [")
          .endsWith("], option status [" + status + "], the application runs on (STINT-A006)");
    }
  }

  @Test
  void statusPage_isFoundByTheAddressFile_whichGoesAtExit() throws Exception {
    Process process = Forked.agent(folder, "", Serve.class).start();
    String user = System.getProperty("user.name");
    Path file = folder.resolve("stint-" + user).resolve("stint-" + process.pid() + ".properties");
    await(() -> Files.exists(file) && Files.readString(file).contains("token="));
    Properties address = new Properties();
    try (var in = Files.newInputStream(file)) {
      address.load(in);
    }

    String json = get(address.getProperty("url") + "/status.json", address.getProperty("token"));

    assertThat(json).contains("\"hooks\"", "\"thread.start\"", "\"armed\"", "\"observe\"");
    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(file).doesNotExist();
  }

  private static String get(String url, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.holds()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(60));
      Thread.onSpinWait();
    }
  }

  @Test
  void secondAgent_isIgnoredWithOneLine() throws Exception {
    Forked.Result result =
        Forked.agent(folder, "status=off", Tasks.class)
            .jvm("-javaagent:" + Forked.AGENT + "=status=off")
            .run();

    assertThat(result.exit()).isZero();
    assertThat(result.agentLines())
        .filteredOn(line -> line.contains("STINT-A002"))
        .containsExactly(
            "stint: already running in this JVM, started by [-javaagent], this second start is"
                + " ignored (STINT-A002)");
    assertThat(result.out()).contains("main dist");
  }

  @Test
  void bootClassPath_onTheCommandLine_worksToo() throws Exception {
    Forked.Result result =
        Forked.agent(folder, "status=off", Tasks.class)
            .jvm("-Xbootclasspath/a:" + Forked.AGENT)
            .run();

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("main dist", "thread dist");
    assertThat(result.principal("dist")).contains("heap.allocated total ", "threads current 0 ");
  }

  @Test
  void jdkTools_areLeftAlone() throws Exception {
    String options = "-javaagent:" + Forked.AGENT;
    Forked.Result result = Forked.tool(folder, "keytool", "-help").toolOptions(options).run();

    assertThat(result.exit()).isZero();
    assertThat(result.agentLines()).isEmpty();
  }

  @Test
  @Tag("denies:listeners")
  void doctor_findsNoHookMissing() throws Exception {
    Forked.Result result = Forked.plain(folder, "-jar", Forked.AGENT.toString(), "doctor").run();

    boolean virtual = Runtime.version().feature() >= 21;
    int hooks = virtual ? 13 : 11;
    int armed = virtual ? 12 : 11;
    assertThat(result.out()).as("%s", result).hasSize(hooks + 2);
    assertThat(result.out().get(hooks))
        .matches(
            "allocation +heap.allocated +" + (virtual ? "partial  virtual threads: .*" : "armed"));
    assertThat(result.out().get(hooks + 1))
        .startsWith(armed + " of " + hooks + " hooks armed on JDK ");
    assertThat(result.exit()).isZero();
  }

  @Test
  void attach_toARunningJvm_armsItAndASecondOneChangesNothing() throws Exception {
    Process process = Forked.plain(folder).main(Serve.class).start();
    await(() -> Files.readString(folder.resolve("out")).contains("serving"));

    attach(process, "status=off");
    attach(process, "mode=enforce,status=off");
    process.getOutputStream().close();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    List<String> err = Files.readAllLines(folder.resolve("err"));
    assertThat(err)
        .contains(
            "stint: already running in this JVM, started by [attach], this second start is ignored"
                + " (STINT-A002)",
            "stint: faults [0], repeated denials [0]");
    assertThat(err).noneMatch(line -> line.contains("mode [enforce]"));
  }

  @Test
  void attach_withABrokenProfile_tellsWhoAttachesAndLeavesTheApplication() throws Exception {
    Process process = Forked.plain(folder).main(Serve.class).start();
    await(() -> Files.readString(folder.resolve("out")).contains("serving"));

    String options = "mode=enforce,status=off,profile=" + folder.resolve("none.yaml");
    assertThatThrownBy(() -> attach(process, options))
        .isInstanceOf(AgentInitializationException.class);
    process.getOutputStream().close();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(folder.resolve("err"))).contains("(STINT-A005)");
  }

  private static void attach(Process process, String options) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
    try {
      machine.loadAgent(Forked.AGENT.toString(), options);
    } finally {
      machine.detach();
    }
  }

  @Test
  void jar_hasNoEngineClassWhereALoaderFindsOne() throws Exception {
    try (var jar = new java.util.jar.JarFile(Forked.AGENT.toFile());
        Stream<String> names = jar.stream().map(java.util.zip.ZipEntry::getName)) {
      List<String> classes = names.filter(name -> name.endsWith(".class")).toList();

      assertThat(classes)
          .isNotEmpty()
          .allMatch(
              name ->
                  name.startsWith("dev/stint/ledger/") || name.startsWith("dev/stint/agent/boot/"));
    }
  }
}
