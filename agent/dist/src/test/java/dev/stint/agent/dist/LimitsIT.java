package dev.stint.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.agent.dist.guest.Sockets;
import dev.stint.agent.dist.guest.Tasks;
import dev.stint.agent.dist.guest.Threads;
import dev.stint.agent.dist.guest.Timers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Limits in force, in a JVM with the real agent: denied before the effect, given back by all paths.
 */
class LimitsIT {
  private static final int FEATURE = Runtime.version().feature();

  @TempDir Path folder;

  private Forked.Result enforce(Class<?> main, String... limits) throws Exception {
    Path profile = Forked.profile(folder, limits);
    String options = "mode=enforce,status=off,acceptDelayMillis=100,profile=" + profile;
    Forked.Result result = Forked.agent(folder, options, main).run();
    assertThat(result.exit()).as("%s", result).isZero();
    assertThat(result.agentLines()).as("%s", result).anyMatch(l -> l.contains("faults [0]"));
    return result;
  }

  private static String denial(String resource, int used, String field, int line, String code) {
    return "exceeded limit: principal [guest] "
        + resource
        + ", requested [1], used ["
        + used
        + "], hard ["
        + used
        + "], at [system/guest], profile ["
        + "p.yaml:"
        + line
        + " "
        + field
        + "], retry [on release] ("
        + code
        + ")";
  }

  @Test
  @Tag("denies:threads")
  @Tag("denies:threads.virtual")
  @Tag("C-P4")
  void threads_beyondTwo_areNotStarted_andEveryDeathGivesBack() throws Exception {
    Forked.Result result = enforce(Threads.class, "threadLimit: 2", "virtualThreadLimit: 1");

    List<String> expected = new ArrayList<>();
    String denied = denial("threads", 2, "threadLimit", 9, "STINT-L013");
    expected.add("dev.stint.ledger.ResourceLimitExceeded " + denied);
    expected.add("state NEW");
    expected.add("pool ResourceLimitExceeded");
    expected.add("pool later");
    expected.add("third ran");
    expected.add("java.lang.IllegalThreadStateException null");
    expected.add("held after the failed start 1");
    expected.add("java.lang.IllegalThreadStateException null");
    expected.add("death by dies");
    expected.add("subclass held 1");
    expected.add("tasks that killed their worker 20");
    if (FEATURE >= 21) {
      String virtual = "threads.virtual";
      expected.add("virtual " + denial(virtual, 1, "virtualThreadLimit", 10, "STINT-L014"));
    }
    assertThat(result.out()).isEqualTo(expected);
    assertThat(result.principal("guest")).contains("threads current 0 peak 2 ");
    assertThat(result.principal("guest")).contains(" denied 2 would-deny 0");
    assertThat(result.agentLines()).contains("stint: denied: " + denied);
  }

  @Test
  @Tag("denies:sockets")
  @Tag("C-P4")
  void sockets_beyondThree_areNotOpened_andEveryCloseGivesBack() throws Exception {
    Forked.Result result = enforce(Sockets.class, "socketLimit: 3");

    String denied = denial("sockets", 3, "socketLimit", 9, "STINT-L018");
    assertThat(result.out())
        .containsExactly(
            "read 1000",
            "held 2",
            "refused ok",
            "refused ok",
            "held 0",
            "asynchronous 2",
            "dev.stint.ledger.site.SocketLimitExceeded " + denied,
            "java.net.Socket " + denied,
            "held 0",
            "accept " + denied,
            "waited true",
            "accepted true",
            "non-blocking null",
            "client sees the end true");
    assertThat(result.principal("guest")).contains("sockets current 0 peak 3 ");
    assertThat(result.principal("guest")).contains("listeners current 0 peak 1 ");
    assertThat(result.principal("guest"))
        .contains("net.in total 1000 denied 0", "net.out total 1000 denied 0");
  }

  @Test
  @Tag("denies:timers")
  @Tag("C-P4")
  void timers_beyondTwo_areNotScheduled_andEveryEndGivesBack() throws Exception {
    Forked.Result result = enforce(Timers.class, "timerWaiterLimit: 2");

    String denied = denial("timers", 2, "timerWaiterLimit", 9, "STINT-L005");
    assertThat(result.out())
        .containsExactly(
            "dev.stint.ledger.site.TimerLimitExceeded " + denied,
            "queued 2",
            "held 0",
            "periodic 1",
            "held after a failure 0",
            "held after a rejection 0",
            "orTimeout 1",
            "Timer " + denied);
    assertThat(result.principal("guest"))
        .startsWith("timers current 0 peak 2 total 10 denied 2 would-deny 0");
  }

  @Test
  void limits_inObserve_changeNothingAndAreCounted() throws Exception {
    Path profile = Forked.profile(folder, "threadLimit: 0", "virtualThreadLimit: 0");
    Forked.Result result =
        Forked.agent(folder, "status=off,profile=" + profile, Tasks.class, "3").run();

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out())
        .containsExactly(
            "main guest", "thread guest", "pool guest", "future guest", "stream [guest]");
    assertThat(result.principal("guest"))
        .containsPattern("threads current 0 peak \\d total (\\d) denied 0 would-deny \\1(,|$)");
  }
}
