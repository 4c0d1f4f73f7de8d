package dev.stint.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.agent.dist.guest.OneTooMany;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits set from outside the profile, in a JVM with the real agent. */
class OverridesIT {
  @TempDir Path folder;

  @Test
  @Tag("L-12")
  @Tag("A-47")
  void denials_nameTheArgumentThePropertyAndTheVariable_thatSetTheLimit() throws Exception {
    Path profile = Forked.profile(folder, "threadLimit: 7", "socketLimit: 7");
    Forked.Result result =
        Forked.agent(
                folder,
                "mode=enforce,status=off,set=guest.threadLimit=1,profile=" + profile,
                OneTooMany.class)
            .jvm("-Dstint.set.guest.socketLimit=0")
            .environment("STINT_SET_guest__threadLimit", "9")
            .environment("STINT_SET_guest__socketLimit", "9")
            .environment("STINT_SET_guest__listenerLimit", "1")
            .run();

    assertThat(result.exit()).as("%s", result).isZero();
    assertThat(result.out())
        .containsExactly(
            "thread " + denial("threads", 1, "argument set guest.threadLimit", "STINT-L013"),
            "listener " + denial("listeners", 1, "STINT_SET_guest__listenerLimit", "STINT-L019"),
            "socket " + denial("sockets", 0, "-Dstint.set.guest.socketLimit", "STINT-L018"));
    assertThat(result.agentLines().get(0))
        .endsWith(
            ", set [guest.threadLimit=1;guest.socketLimit=0;guest.listenerLimit=1;"
                + "guest.socketLimit=9;guest.threadLimit=9] (argument, property, environment)");
  }

  private static String denial(String resource, int limit, String origin, String code) {
    String number = "[" + limit + "]";
    return "exceeded limit: principal [guest] "
        + resource
        + ", requested [1], used "
        + number
        + ", hard "
        + number
        + ", at [system/guest], profile ["
        + origin
        + "], retry ["
        + (limit == 0 ? "no" : "on release")
        + "] ("
        + code
        + ")";
  }

  @Test
  void limitOfAnUnknownPrincipal_inEnforce_stopsTheStartWithItsLine() throws Exception {
    Path profile = Forked.profile(folder, "threadLimit: 7");
    String options = "mode=enforce,status=off,set=gest.threadLimit=1,profile=" + profile;
    Forked.Result result = Forked.agent(folder, options, OneTooMany.class).run();

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.agentLines())
        .last()
        .isEqualTo(
            "stint: profile refused, start stopped: argument set gest.threadLimit: unknown"
                + " principal [gest], did you mean [guest]? (STINT-P046) (STINT-A005)");
  }

  @Test
  void limitWithoutAProfile_inEnforce_stopsTheStart() throws Exception {
    Forked.Result result =
        Forked.agent(folder, "mode=enforce,status=off", OneTooMany.class)
            .environment("STINT_SET", "system.threadLimit=3")
            .run();

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.agentLines())
        .last()
        .isEqualTo(
            "stint: limits are set [system.threadLimit=3], but there is no profile, start stopped"
                + " (STINT-A026)");
  }
}
