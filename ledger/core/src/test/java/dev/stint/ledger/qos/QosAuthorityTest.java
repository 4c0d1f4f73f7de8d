package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.ScopeKind;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QosAuthorityTest {
  private final Tasks tasks = new Tasks();

  @Test
  @Tag("O-Q8")
  @Tag("Q-4")
  void task_withoutPrivilege_lowersItself_returns_andRisesNoFurther() {
    QosTask alice =
        tasks.alice(new QosState(QosClass.NORMAL, QosClass.INTERACTIVE), QosGrant.none());

    assertThat(tasks.authority.set(alice, alice, 0)).isEqualTo(QosDecision.APPLIED);
    assertThat(alice.state().current()).isEqualTo(QosClass.IDLE);
    assertThat(tasks.authority.set(alice, alice, 1)).isEqualTo(QosDecision.APPLIED);
    assertThat(tasks.authority.set(alice, alice, 2)).isEqualTo(QosDecision.RAISE_NOT_ALLOWED);
    assertThat(alice.state().current()).isEqualTo(QosClass.NORMAL);
  }

  @Test
  @Tag("O-Q1")
  @Tag("O-Q8")
  void raiseSelf_movesFreelyUpToTheCeiling_andNeverAbove() {
    QosTask alice =
        tasks.alice(new QosState(QosClass.IDLE, QosClass.INTERACTIVE), QosGrant.raiseSelf());

    assertThat(tasks.authority.set(alice, alice, 2)).isEqualTo(QosDecision.APPLIED);
    assertThat(tasks.authority.set(alice, alice, 3)).isEqualTo(QosDecision.ABOVE_CEILING);
    assertThat(alice.state().current()).isEqualTo(QosClass.INTERACTIVE);
  }

  @Test
  @Tag("O-Q1")
  @Tag("Q-5")
  void setOther_reachesThePrincipalsThatItNames_andNoOthers() {
    QosTask bob = tasks.bob(new QosState(QosClass.NORMAL, QosClass.INTERACTIVE));
    QosTask named = tasks.alice(QosState.of(QosClass.NORMAL), QosGrant.setOther(Set.of("bob")));
    QosTask elsewhere =
        tasks.alice(QosState.of(QosClass.NORMAL), QosGrant.setOther(Set.of("carol")));

    assertThat(tasks.authority.set(elsewhere, bob, 2)).isEqualTo(QosDecision.NOT_PRIVILEGED);
    assertThat(bob.state().current()).isEqualTo(QosClass.NORMAL);
    assertThat(tasks.authority.set(named, bob, 2)).isEqualTo(QosDecision.APPLIED);
    assertThat(bob.state().current()).isEqualTo(QosClass.INTERACTIVE);
    assertThat(tasks.authority.set(named, bob, 3)).isEqualTo(QosDecision.ABOVE_CEILING);
  }

  @Test
  @Tag("Q-3")
  void perfBurst_needsItsOwnAllowance_evenBelowTheCeiling() {
    QosState state = new QosState(QosClass.NORMAL, QosClass.PERF_BURST);
    QosTask plain = tasks.alice(state, QosGrant.raiseSelf());
    QosTask allowed = tasks.alice(state, QosGrant.raiseSelf().withPerfBurst());

    assertThat(tasks.authority.set(plain, plain, 3)).isEqualTo(QosDecision.PERF_BURST_NOT_ALLOWED);
    assertThat(tasks.authority.set(allowed, allowed, 3)).isEqualTo(QosDecision.APPLIED);
  }

  @Test
  @Tag("O-Q8")
  void ceiling_isLoweredByItsOwner_takesBaseAndCurrentAlong_andNeverRises() {
    QosTask alice =
        tasks.alice(new QosState(QosClass.INTERACTIVE, QosClass.PERF_BURST), QosGrant.raiseSelf());

    assertThat(tasks.authority.lowerCeiling(alice, 1)).isEqualTo(QosDecision.APPLIED);
    assertThat(alice.state()).hasToString("base normal, current normal, ceiling normal");
    assertThat(tasks.authority.lowerCeiling(alice, 2)).isEqualTo(QosDecision.ABOVE_CEILING);
    assertThat(tasks.authority.lowerCeiling(alice, 9)).isEqualTo(QosDecision.INVALID_CLASS);
    assertThat(alice.state().ceiling()).isEqualTo(QosClass.NORMAL);
    assertThat(tasks.audited()).isEqualTo(3);
    assertThat(tasks.audit.records().get(0).detail())
        .isEqualTo(
            "QOS-AUDIT decision=allow reason=applied caller=system/alice/a target=system/alice/a"
                + " from=perf-burst to=normal of=ceiling");
  }

  @Test
  @Tag("Q-6")
  @Tag("Q-7")
  @Tag("Q-8")
  void hostCall_answersWithTheNumbersOfTheContract() {
    QosTask alice = tasks.alice(QosState.of(QosClass.NORMAL), QosGrant.none());
    QosTask bob = tasks.bob(QosState.of(QosClass.NORMAL));

    assertThat(tasks.authority.call(alice, QosAuthority.OP_GET_SELF, null, -7)).isEqualTo(1);
    assertThat(tasks.audited()).as("reading decides nothing").isZero();
    assertThat(tasks.authority.call(alice, QosAuthority.OP_SET, alice, 0)).isZero();
    assertThat(tasks.authority.call(alice, QosAuthority.OP_SET, alice, 4)).isEqualTo(-22);
    assertThat(tasks.authority.call(alice, QosAuthority.OP_SET, null, 0)).isEqualTo(-22);
    assertThat(tasks.authority.call(alice, 2, alice, 0)).isEqualTo(-22);
    assertThat(tasks.authority.call(alice, QosAuthority.OP_SET, bob, 0)).isEqualTo(-1);
    assertThat(tasks.audited()).isEqualTo(5);
    assertThat(bob.state().current()).isEqualTo(QosClass.NORMAL);
  }

  @Test
  @Tag("Q-18")
  @Tag("Q-19")
  void audit_saysWhoWhomWhatAndWhy_withoutTimesOrWindows() {
    QosTask alice = tasks.alice(QosState.of(QosClass.NORMAL), QosGrant.none());
    QosTask bob = tasks.bob(QosState.of(QosClass.IDLE));

    tasks.authority.set(alice, bob, 0);

    assertThat(tasks.lastRecord().kind()).isEqualTo(AuditKind.DENIED);
    assertThat(tasks.lastRecord().scopePath()).isEqualTo("system/alice/a");
    assertThat(tasks.lastRecord().subject()).isEqualTo("qos");
    assertThat(tasks.lastRecord().detail())
        .isEqualTo(
            "QOS-AUDIT decision=deny reason=not-privileged caller=system/alice/a"
                + " target=system/bob/b from=idle to=idle");

    tasks.authority.set(alice, alice, 0);

    assertThat(tasks.lastRecord().kind()).isEqualTo(AuditKind.GRANTED);
    assertThat(tasks.lastRecord().detail())
        .isEqualTo(
            "QOS-AUDIT decision=allow reason=applied caller=system/alice/a target=system/alice/a"
                + " from=normal to=idle");
  }

  @Test
  void audit_ofAHostileName_isOneWordOfBoundedLength() {
    QosTask hostile =
        new QosTask(
            tasks.alice.child(ScopeKind.SESSION, "x to=perf-burst\nQOS-AUDIT " + "y".repeat(9999)),
            QosState.of(QosClass.NORMAL),
            QosGrant.none());

    tasks.authority.set(hostile, hostile, 7);

    assertThat(tasks.lastRecord().detail())
        .startsWith(
            "QOS-AUDIT decision=deny reason=invalid-class"
                + " caller=system/alice/a/x?to=perf-burst?QOS-AUDIT?yyy")
        .endsWith(" from=normal to=invalid[7]")
        .hasSizeLessThan(700);
  }

  @Test
  void auditThatFails_undoesTheChange() {
    QosAuthority broken = new QosAuthority(new BrokenSink());
    QosTask alice =
        tasks.alice(new QosState(QosClass.NORMAL, QosClass.INTERACTIVE), QosGrant.raiseSelf());

    assertThatThrownBy(() -> broken.set(alice, alice, 2)).hasMessage("disk is full");
    assertThatThrownBy(() -> broken.lowerCeiling(alice, 0)).hasMessage("disk is full");

    assertThat(alice.state()).hasToString("base normal, current normal, ceiling interactive");
  }

  private static final class BrokenSink implements AuditSink {
    @Override
    public long append(AuditKind kind, String scopePath, String subject, String detail) {
      throw new IllegalStateException("disk is full");
    }

    @Override
    public AuditHead head() {
      return new AuditHead(0, "");
    }
  }
}
