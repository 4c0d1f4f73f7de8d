package dev.stint.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.stint.ledger.Resource;
import org.junit.jupiter.api.Test;

/** The rules see what is not true: in declarations, in profiles, in prose. */
class RulesTest {
  private static final Enforcement UNTRUE =
      new Enforcement(
          new ClassFileImporter().importClasses(Untrue.class, dev.stint.ledger.Enforces.class));

  private static Reach of(String method) {
    return UNTRUE.declared.stream()
        .filter(each -> each.site().getName().equals(method))
        .map(UNTRUE::reach)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void site_thatChargesAnotherResource_isFound() {
    assertThat(of("chargesAnother").named()).containsExactly(Resource.SOCKETS);
    assertThat(of("chargesAnother").charges()).isTrue();
  }

  @Test
  void site_thatOnlyReads_doesNotCharge() {
    assertThat(of("chargesNothing").named()).containsExactly(Resource.TIMERS);
    assertThat(of("chargesNothing").charges()).isFalse();
  }

  @Test
  void site_thatNeverWaits_isFound() {
    assertThat(of("neverWaits").does(LedgerCall.ADMITS)).isTrue();
    assertThat(of("neverWaits").does(LedgerCall.WAITS)).isFalse();
  }

  @Test
  void releaseSite_thatGivesNothingBack_isFound() {
    assertThat(of("givesNothingBack").does(LedgerCall.GIVES_BACK)).isFalse();
  }

  @Test
  void methodWithoutADeclaration_isInNoReachOfAnother() {
    assertThat(UNTRUE.declared)
        .extracting(each -> each.site().getName())
        .doesNotContain("saysNothing")
        .hasSize(4);
  }

  @Test
  void lineOfAProfile_isMarkedExactlyWhenNothingEnforcesIt() {
    assertThat(Claims.inProfile("  threadLimit: 4", "p:1")).isEmpty();
    assertThat(Claims.inProfile("  processLimit: 4  # not enforced yet", "p:1")).isEmpty();
    assertThat(Claims.inProfile("  # processLimit is not here", "p:1")).isEmpty();
    assertThat(Claims.inProfile("  processLimit: 4", "p:1"))
        .containsExactly("p:1: processLimit lacks [# not enforced yet]");
    assertThat(Claims.inProfile("  threadLimit: 4  # not enforced yet", "p:1"))
        .containsExactly("p:1: threadLimit is enforced, yet marked");
  }

  @Test
  void prose_thatNamesWhatNothingEnforces_saysSo() {
    assertThat(Claims.inText("`threads` are limited.", "a.md")).isEmpty();
    assertThat(Claims.inText("`processes` are not enforced.\n\n`timers` are.", "a.md")).isEmpty();
    assertThat(Claims.inText("```\nprocesses\n```", "a.md")).isEmpty();
    assertThat(Claims.inText("Denied: `processes`.", "a.md")).hasSize(1);
    assertThat(Claims.inText("| sockets, fds | denied |\n| threads | exact |", "a.md"))
        .containsExactly(
            "a.md: [fds] without saying that it is not enforced: | sockets, fds | denied |");
  }
}
