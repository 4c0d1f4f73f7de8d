package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.origin.Overridden;
import dev.stint.profiles.origin.Sourced;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Overrides of principals below others, of limits of network profiles, and of exemptions. */
class NestedOverridesTest {
  private static final String FILE =
      """
      schema: 1
      profileId: p
      networkProfiles:
        edge: {socketLimit: 32}
      principals:
        tenant:
          limits: {threadLimit: 40, networkProfile: edge}
          principals:
            job:
              limits: {threadLimit: 12, fdLimit: unlimited}
      """;

  private static ProfileDocument applied(String argument, Map<String, String> environment)
      throws ProfileException {
    return Overrides.read(List.of(argument), new Properties(), environment).apply(Yaml.read(FILE));
  }

  private static String refusal(String argument) {
    ProfileException e =
        catchThrowableOfType(ProfileException.class, () -> applied(argument, Map.of()));
    return e == null ? "accepted" : String.valueOf(e.getMessage());
  }

  @Test
  @Tag("P78")
  void limitAboveThatOfAnyAncestor_isRefusedByName() {
    assertThat(refusal("job.threadLimit=41"))
        .isEqualTo(
            "argument set job.threadLimit: threads of [job] is [41], above [40] of [tenant] at"
                + " [p.yaml:7 threadLimit] (STINT-P016)");
    assertThat(refusal("tenant.threadLimit=11"))
        .isEqualTo(
            "argument set tenant.threadLimit: threads of [job] is [12] at [p.yaml:10 threadLimit],"
                + " above [11] of [tenant] (STINT-P016)");
    assertThat(refusal("tenant.threadLimit=11;job.threadLimit=11")).isEqualTo("accepted");
  }

  @Test
  void limitOfANetworkProfile_isPartOfTheFile() throws ProfileException {
    ProfileDocument document =
        applied("tenant.socketLimit=20", Map.of("STINT_SET_tenant__socketLimit", "10"));

    Sourced<Limit> sockets = document.forPrincipal("tenant").sourced(Resource.SOCKETS);
    assertThat(sockets).isNotNull();
    assertThat(sockets.value().hard()).isEqualTo(20);
    assertThat(sockets.overridden())
        .extracting(Overridden::where)
        .containsExactly("p.yaml:4 socketLimit", "STINT_SET_tenant__socketLimit");
    assertThat(ProfilePrinter.print(document))
        .contains("networkProfile: edge", "      socketLimit: 20\n");
  }

  @Test
  void exemption_isWhatTheFileSays_soTheEnvironmentDoesNotFillIt() throws ProfileException {
    ResourceProfile environment =
        applied("", Map.of("STINT_SET_job__fdLimit", "3")).forPrincipal("job");
    ResourceProfile argument = applied("job.fdLimit=3", Map.of()).forPrincipal("job");

    assertThat(environment.exempt()).containsExactly(Resource.FDS);
    assertThat(environment.sourced(Resource.FDS)).isNull();
    assertThat(argument.exempt()).isEmpty();
    assertThat(argument.limits().get(Resource.FDS).hard()).isEqualTo(3);
  }
}
