package dev.stint.profiles;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Binding;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Stale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BrokerLeaseTest {
  private final Graph graph = new Graph();
  private final Broker broker = new Broker(graph.ledgers, "test");
  private final Scope alice = graph.ledgers.principal("alice");
  private final Scope bob = graph.ledgers.principal("bob");

  private static ResourceProfile guest(long epoch, long threads) {
    return Graph.profile("guest", epoch, Map.of(THREADS, Limit.hard(threads)));
  }

  @Test
  @Tag("C-B3")
  @Tag("C-B4")
  @Tag("C-B5")
  @Tag("C-B6")
  @Tag("C-B7")
  @Tag("C-B8")
  @Tag("P24")
  void binding_isReadBackFromItsLedgerWithEveryFact() throws Exception {
    Limit perSecond = Limit.hard(100).perWindow(1_000_000_000).withBurst(10);
    ResourceProfile profile = Graph.profile("guest", 8, Map.of(FUEL, perSecond));

    Bound bound = broker.bind(BindRequest.of(alice, profile).leased(Lease.until(5_000)));

    Binding binding = alice.ledger(FUEL).binding();
    assertThat(binding)
        .isEqualTo(
            new Binding(
                "guest",
                "v1",
                8,
                "guest.yaml",
                "test",
                5_000,
                bound.auditSequence() + 1,
                "system/alice",
                FUEL,
                bound.limits().get(FUEL)));
    assertThat(binding.limit()).isSameAs(alice.ledger(FUEL).limit());
    assertThat(graph.details())
        .containsExactly(
            "version v1, epoch 8, 1 limits, from guest.yaml, by test, at spawn",
            "hard 100, burst 10, window 1000000000, RESERVED, from guest.yaml fuelPerWindow, by"
                + " test, profile [guest], version [v1], epoch [8], source [guest.yaml], approver"
                + " [test], expires [5000]");
  }

  @Test
  void file_withoutAnEpoch_isOfTheFirstEpochInTheLedgers() throws Exception {
    broker.bind(alice, guest(0, 2), false);

    assertThat(alice.ledger(THREADS).binding().epoch()).isEqualTo(1);
    assertThat(alice.epoch()).isEqualTo(1);
    assertThat(broker.bind(alice, guest(1, 3), false).limits()).hasSize(1);
    assertThatThrownBy(() -> broker.bind(alice, guest(0, 2), false))
        .hasMessage(
            "guest.yaml: epoch [0] of profile [guest] is older than [1], which is bound"
                + " (STINT-P019)");
  }

  @Test
  @Tag("C-B8")
  void lease_thatIsOver_admitsNothingNew_untilItIsRenewed() throws Exception {
    broker.bind(BindRequest.of(alice, guest(3, 5)).leased(Lease.until(2_000)));
    Reservation held = alice.reserveOrThrow(THREADS, 2);
    held.commit();
    Scope session = alice.child(ScopeKind.SESSION, "s");
    graph.now = 2_000;

    Denied denied = session.charge(THREADS, 1);

    assertThat(denied).isInstanceOf(Stale.class);
    assertThat(alice.ledger(THREADS).used()).as("what is held stays").isEqualTo(2);
    Bound renewed = broker.renew(alice, Lease.until(3_000));
    assertThat(session.charge(THREADS, 3)).isNull();
    assertThat(session.charge(THREADS, 1)).isNotInstanceOf(Stale.class).isNotNull();
    assertThat(renewed.removed()).isEmpty();
    assertThat(graph.kept.records())
        .anyMatch(
            r ->
                r.detail()
                    .equals(
                        "version v1, epoch 3, 1 limits, from guest.yaml, by test, renewed until"
                            + " 3000"));
    graph.now = 3_000;
    assertThat(alice.charge(THREADS, 1)).isInstanceOf(Stale.class);
    broker.renew(alice, Lease.open());
    held.close();
    assertThat(alice.charge(THREADS, 1)).isNull();
  }

  @Test
  @Tag("C-B8")
  void lease_ofTheTighterOfTwoBrokers_orOfTheOther_endsBoth() throws Exception {
    Broker other = new Broker(graph.ledgers, "other");
    broker.bind(alice, guest(1, 5), false);
    other.bind(BindRequest.of(alice, guest(1, 9)).leased(Lease.until(2_000)));
    assertThat(alice.charge(THREADS, 5)).isNull();
    alice.refund(THREADS, 5);

    graph.now = 2_000;

    assertThat(alice.charge(THREADS, 1)).as("neither admits more than both").isNotNull();
  }

  @Test
  void renewal_whereNothingWasBound_isAProgrammingError() {
    assertThatThrownBy(() -> broker.renew(alice, Lease.open()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing of broker [test] is bound to [system/alice]");
  }

  @Test
  @Tag("C-B8")
  void revocation_ofOlderEpochs_admitsNothingNewUnderThem_andSaysSo() throws Exception {
    broker.bind(alice, guest(6, 5), false);
    broker.bind(bob, guest(8, 5), false);
    alice.charge(THREADS, 2);

    Revocation revocation = broker.revoke("guest", 8);

    assertThat(revocation.scopes()).isEqualTo(1);
    assertThat(revocation.limits()).isEqualTo(1);
    Denied denied = alice.charge(THREADS, 1);
    assertThat(denied.message())
        .isEqualTo(
            "stale version: principal [alice] threads, requested [1], used [0], hard [5], have"
                + " [6], want [7], at [system/alice], profile [guest.yaml threadLimit, revoked"
                + " below epoch 8], retry [no] (STINT-K003)");
    assertThat(bob.charge(THREADS, 5)).as("of the epoch that stays").isNull();
    assertThat(alice.ledger(THREADS).used()).isEqualTo(2);
    assertThat(alice.ledger(THREADS).binding().auditId()).isEqualTo(revocation.auditSequence());
    assertThat(graph.kept.records())
        .filteredOn(r -> r.kind() == AuditKind.REVOKED)
        .singleElement()
        .satisfies(r -> assertThat(r.subject()).isEqualTo("guest"))
        .satisfies(
            r -> assertThat(r.detail()).isEqualTo("epochs below [8] revoked by test, scopes [1]"));
  }

  @Test
  @Tag("P21")
  void revokedEpoch_isRefusedEverywhere_andANewerOneEndsIt() throws Exception {
    broker.bind(alice, guest(6, 5), false);
    broker.revoke("guest", 8);

    Scope carol = graph.ledgers.principal("carol");
    assertThatThrownBy(() -> broker.bind(carol, guest(7, 1), false))
        .hasMessage(
            "guest.yaml: epoch [7] of profile [guest] was revoked, the oldest in force is [8]"
                + " (STINT-P032)");
    assertThat(carol.ledgers()).isEmpty();
    assertThatThrownBy(() -> broker.change(alice, THREADS, Limit.hard(9)))
        .hasMessage(
            "guest.yaml: epoch [6] of profile [guest] was revoked at [system/alice], the oldest in"
                + " force is [8] (STINT-P032)");
    assertThatThrownBy(() -> broker.renew(alice, Lease.open())).hasMessageContaining("STINT-P032");
    broker.bind(alice, guest(8, 5), false);
    assertThat(alice.charge(THREADS, 5)).isNull();
    assertThat(broker.revoke("guest", 8).scopes()).isZero();
  }

  @Test
  void revocation_reachesAWishThatIsNotInForce_andExemptions() throws Exception {
    Exemption exemption = ExemptionAuthority.of(graph.ledgers).mint("test", Set.of(SOCKETS));
    Broker privileged = new Broker(graph.ledgers, "test", exemption);
    new Broker(graph.ledgers, "host").bind(alice, guest(1, 2), false);
    privileged.bind(BindRequest.of(alice, guest(6, 5)).exempting(Set.of(SOCKETS)));
    assertThat(alice.charge(SOCKETS, 1_000)).isNull();
    assertThat(alice.charge(THREADS, 2)).isNull();
    alice.refund(THREADS, 2);

    privileged.revoke("guest", 7);

    assertThat(alice.charge(SOCKETS, 1)).isInstanceOf(Stale.class);
    assertThat(alice.charge(THREADS, 1)).isInstanceOf(Stale.class);
    assertThat(ProfileSummary.of(alice).line(SOCKETS).state())
        .isEqualTo(ProfileSummary.State.ENDED);
  }

  @Test
  void observingBinding_deniesNothingWhenItsLeaseEndsOrIsRevoked() throws Exception {
    broker.bind(BindRequest.of(alice, guest(6, 1)).observed(true).leased(Lease.until(1_500)));
    graph.now = 2_000;

    assertThat(alice.charge(THREADS, 5)).isNull();
    assertThat(broker.revoke("guest", 7).scopes()).isEqualTo(1);
    assertThat(alice.charge(THREADS, 5)).isNull();
  }

  @Test
  void epoch_olderByWayOfAnotherProfile_isRefusedAtThatScopeOnly() throws Exception {
    broker.bind(alice, guest(7, 5), false);
    ResourceProfile other = Graph.profile("user", 3, Map.of(THREADS, Limit.hard(9)));

    assertThatThrownBy(() -> broker.bind(alice, other, false))
        .hasMessage(
            "user.yaml: epoch [3] of profile [user] is older than [7] of profile [guest], which is"
                + " bound to [system/alice] (STINT-P030)");
    assertThat(alice.ledger(THREADS).limit().hard()).isEqualTo(5);
    assertThat(broker.bind(bob, other, false).limits()).hasSize(1);
  }

  @Test
  void epoch_thatSomebodySetDirectly_isNotPassedEither() throws Exception {
    graph
        .ledgers
        .binder("host")
        .bind(alice, SOCKETS, Limit.hard(1), Binding.of("host", "1", 9, "host.yaml", "host"));

    assertThatThrownBy(() -> broker.bind(alice, guest(7, 5), false))
        .hasMessage(
            "guest.yaml: epoch [7] of profile [guest] is older than [9] of another profile, which"
                + " is bound to [system/alice] (STINT-P030)");
    assertThat(alice.ledgers()).extracting(l -> l.resource()).containsExactly(SOCKETS);
  }

  @Test
  @Tag("C-B2")
  void occasion_isOnRecord_andFollowsTheKindOfScopeUnlessItIsNamed() throws Exception {
    Scope session = alice.child(ScopeKind.SESSION, "s");
    Scope service = graph.ledgers.system().child(ScopeKind.SERVICE, "files");
    broker.bind(session, guest(0, 1), false);
    broker.bind(alice, guest(0, 2), false);
    broker.bind(service, guest(0, 2), false);
    broker.bind(BindRequest.of(bob, guest(0, 2)).on(BindingOccasion.CAPABILITY_MINTING));

    List<String> whole =
        graph.details().stream().filter(d -> d.startsWith("version v1, ")).toList();
    assertThat(whole)
        .extracting(d -> d.substring(d.indexOf(", at ") + 5))
        .containsExactly("session creation", "spawn", "service start", "capability minting");
  }

  @Test
  void refusal_thatIsAskedForAgainAndAgain_isOnRecordOnce() throws Exception {
    broker.bind(alice, guest(7, 5), false);
    int before = graph.kept.records().size();
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> broker.bind(alice, guest(6, 5), false))
          .isInstanceOf(ProfileException.class);
    }

    assertThat(graph.kept.records()).hasSize(before + 1);
    assertThat(graph.kept.records().get(before).kind()).isEqualTo(AuditKind.DENIED);
    assertThat(graph.kept.records().get(before).detail())
        .isEqualTo(
            "not bound by test: guest.yaml: epoch [6] of profile [guest] is older than [7], which"
                + " is bound (STINT-P019)");
  }
}
