package dev.stint.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static Options read(String argument) throws OptionException {
    return Options.read(argument, new Properties(), Map.of());
  }

  @Test
  void options_absent_areTheDefaults() throws Exception {
    Options options = read("");

    assertThat(options.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(options.failsOnMissingHook()).isFalse();
    assertThat(options.line())
        .isEqualTo(
            "profile [none] (default), mode [observe] (default), status [127.0.0.1:0] (default),"
                + " control [on] (default), principals [256] (default), entries [none] (default),"
                + " log [stderr] (default), doctor [off] (default), acceptDelayMillis [1000]"
                + " (default), onMissingHook [auto] (default), set [none] (default)");
  }

  @Test
  void argument_winsOverPropertyOverEnvironment() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("stint.mode", "enforce");
    properties.setProperty("stint.principals", "7");
    Map<String, String> environment =
        Map.of("STINT_MODE", "observe", "STINT_PRINCIPALS", "8", "STINT_ACCEPT_DELAY_MILLIS", "9");

    Options options = Options.read("principals=6", properties, environment);

    assertThat(options.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(options.principals()).isEqualTo(6);
    assertThat(options.acceptDelayMillis()).isEqualTo(9);
    assertThat(options.line())
        .contains(
            "mode [enforce] (-Dstint.mode), ",
            "principals [6] (argument), ",
            "acceptDelayMillis [9] (STINT_ACCEPT_DELAY_MILLIS), ");
  }

  @Test
  @Tag("A-47")
  @Tag("L-12")
  void limitsThatAreSet_fromAnywhere_standInTheLineTogether() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("stint.set.bob.socketLimit", "3");
    properties.setProperty("stint.set", "bob.fdLimit=4");
    Map<String, String> environment =
        Map.of("STINT_SET_bob__timerWaiterLimit", "5", "STINT_SET", "system.threadLimit=6");

    Options options =
        Options.read("set=a.threadLimit=1,set=b.threadLimit=2", properties, environment);

    assertThat(options.line())
        .endsWith(
            ", set [a.threadLimit=1;b.threadLimit=2;bob.fdLimit=4;bob.socketLimit=3;"
                + "system.threadLimit=6;bob.timerWaiterLimit=5] (argument, property,"
                + " environment)");
    assertThat(options.overrides().isEmpty()).isFalse();
  }

  @Test
  void limitThatIsSetInNoKnownForm_isRefused() {
    Map<String, String> environment = Map.of("STINT_SET_threadLimit", "5");

    assertThatThrownBy(() -> Options.read("", new Properties(), environment))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "agent option [set] cannot be used: STINT_SET_threadLimit: [STINT_SET_threadLimit] is"
                + " not [STINT_SET_PRINCIPAL__FIELD] (STINT-P045) (STINT-A025)");
    assertThatThrownBy(() -> read("set=threadLimit"))
        .hasMessage(
            "agent option [set] cannot be used: argument: [threadLimit] is not"
                + " [PRINCIPAL.FIELD=VALUE] (STINT-P045) (STINT-A025)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "profle=x | unknown agent option [profle], did you mean [profile]? (STINT-A003)",
        "Mode=enforce | unknown agent option [Mode], did you mean [mode]? (STINT-A003)",
        "elephant=1 | unknown agent option [elephant] (STINT-A003)",
        "mode | agent option [mode] has no value (STINT-A004)",
        "mode=enforced | agent option [mode] is [enforced] from [argument],"
            + " expected [observe, enforce] (STINT-A004)",
        "status=8080 | agent option [status] is [8080] from [argument],"
            + " expected [HOST:PORT or off] (STINT-A004)",
        "status=localhost:99999 | agent option [status] is [localhost:99999] from [argument],"
            + " expected [HOST:PORT or off] (STINT-A004)",
        "control=yes | agent option [control] is [yes] from [argument],"
            + " expected [on, off] (STINT-A004)",
        "principals=0 | agent option [principals] is [0] from [argument],"
            + " expected [1 to 10000] (STINT-A004)",
        "acceptDelayMillis=soon | agent option [acceptDelayMillis] is [soon] from [argument],"
            + " expected [0 to 600000] (STINT-A004)",
      })
  void option_thatCannotBeUsed_isRefusedByName(String argument, String message) {
    assertThatThrownBy(() -> read(argument))
        .isInstanceOf(OptionException.class)
        .hasMessage(message);
  }

  @Test
  void control_isOnWithAStatusPage_unlessItIsTurnedOff() throws Exception {
    assertThat(read("").control()).isTrue();
    assertThat(read("control=off").control()).isFalse();
    assertThat(read("status=off,control=on").control()).isFalse();
  }

  @Test
  void status_ofAnIpv6Address_isSplitAtTheLastColon() throws Exception {
    Options options = read("status=[::1]:8080");

    assertThat(options.statusHost()).isEqualTo("::1");
    assertThat(options.statusPort()).isEqualTo(8080);
  }

  @Test
  void enforce_failsOnAMissingHook_unlessToldToWarn() throws Exception {
    assertThat(read("mode=enforce").failsOnMissingHook()).isTrue();
    assertThat(read("mode=enforce,onMissingHook=warn").failsOnMissingHook()).isFalse();
    assertThat(read("onMissingHook=fail").failsOnMissingHook()).isTrue();
  }
}
