package dev.stint.ledger.net;

import static dev.stint.ledger.Resource.CONNS_IN;
import static dev.stint.ledger.Resource.CONNS_TOTAL;
import static dev.stint.ledger.Resource.FDS;
import static dev.stint.ledger.net.SourceAddress.UNVERIFIED;
import static dev.stint.ledger.net.SourceAddress.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Denied;
import dev.stint.ledger.LedgerListener;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Snapshots;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NetworkGateTest {
  private final MovedClock clock = new MovedClock();
  private final Ledgers ledgers = new Ledgers(clock, new MemoryAudit(MemoryAudit.DEFAULT_CAPACITY));
  private final NetworkGate gate = gate(NetworkPolicy.reference());
  private final NetworkScopes scopes = gate.scopes();
  private final Prefix peer = Prefix.parseAddress("192.0.2.1");

  private NetworkGate gate(NetworkPolicy policy) {
    return new NetworkGate(ledgers, ledgers.binder("test"), policy);
  }

  private void limit(Scope scope, Resource resource, long hard) {
    ledgers.binder("test").bind(scope, resource, Limit.hard(hard).from("net.yaml:3"));
  }

  private static long used(Scope scope, Resource resource) {
    return scope.ledger(resource).used();
  }

  private Admitted admit() {
    return gate.admitInbound(peer, VERIFIED, true).orThrow();
  }

  private void assertNothingIsHeld() {
    for (Scope scope : List.of(ledgers.system(), scopes.network(), scopes.allowlisted())) {
      for (Resource resource : List.of(CONNS_IN, CONNS_TOTAL, FDS)) {
        assertThat(used(scope, resource)).as(scope + " " + resource).isZero();
      }
    }
    assertThat(gate.live()).isZero();
    assertThat(gate.connections().blocks()).isZero();
    assertThat(ledgers.faults()).isZero();
  }

  @Test
  void admitted_chargesTransientNetworkAndSystem_andCloseGivesAllBackOnce() {
    Admitted connection = admit();

    assertThat(connection.scope().path()).isEqualTo("system/network/transient");
    for (Resource resource : List.of(CONNS_IN, CONNS_TOTAL, FDS)) {
      assertThat(used(scopes.transientScope(), resource)).isEqualTo(1);
      assertThat(used(scopes.network(), resource)).isEqualTo(1);
      assertThat(used(ledgers.system(), resource)).isEqualTo(1);
    }
    assertThat(gate.connections().used(Prefix.parse("192.0.2.1/32"))).isEqualTo(1);

    connection.close();
    connection.close();

    assertNothingIsHeld();
  }

  @Test
  void connectionWithoutDescriptor_chargesNone() throws UnknownHostException {
    InetAddress address = InetAddress.getByName("2001:db8::1");

    Admitted connection = gate.admitInbound(address, VERIFIED, false).orThrow();

    assertThat(used(ledgers.system(), CONNS_IN)).isEqualTo(1);
    assertThat(used(ledgers.system(), FDS)).isZero();
    assertThat(connection.address()).hasToString("2001:db8::1/128");
  }

  @Test
  void identified_movesToThePrincipal_withinNetwork() {
    Admitted connection = admit();

    assertThat(connection.identify("alice")).isSameAs(connection);

    assertThat(used(scopes.transientScope(), CONNS_IN)).isZero();
    assertThat(used(scopes.network(), CONNS_IN)).isEqualTo(1);
    assertThat(used(ledgers.principal("alice"), CONNS_IN)).isEqualTo(1);
    assertThat(used(ledgers.system(), CONNS_IN)).isEqualTo(1);
    assertThatThrownBy(() -> connection.identify("bob"))
        .hasMessage("connection of [192.0.2.1/32] is identified already");
    connection.close();
    assertThatThrownBy(() -> connection.identify("bob"))
        .hasMessage("connection of [192.0.2.1/32] is closed");
    assertNothingIsHeld();
  }

  @Test
  void identified_whenTheSharedAncestorsAreFull_stillMoves() {
    limit(scopes.network(), CONNS_IN, 1);
    limit(ledgers.system(), FDS, 1);
    Admitted connection = admit();

    assertThat(connection.identify("alice")).isSameAs(connection);

    assertThat(used(ledgers.principal("alice"), FDS)).isEqualTo(1);
    connection.close();
    assertNothingIsHeld();
  }

  @Test
  @Tag("R-27")
  void identified_whenThePrincipalIsFull_isRefusedAndEnded() {
    limit(ledgers.principal("alice"), FDS, 0);
    Admitted connection = admit();

    NetworkAdmission answer = connection.identify("alice");

    assertThat(answer)
        .hasToString(
            "exceeded limit: principal [alice] fds, requested [1], used [0], hard [0], at"
                + " [system/alice], profile [net.yaml:3], retry [no] (STINT-L020)");
    assertThat(gate.refused("principal", "limit")).isEqualTo(1);
    assertNothingIsHeld();
  }

  @Test
  @Tag("P79")
  @Tag("O-R4")
  @Tag("O-R6")
  void onePolicy_bindsBlocksRatesAndScopes_andTheirRefusalsHaveTheSameFacts() {
    NetworkPolicy policy =
        NetworkPolicy.scopesOnly()
            .withConnections(BlockRules.<Integer>none().ipv4(32, 3))
            .withRates(BlockRules.<Rate>none().ipv4(32, Rate.onePer(MovedClock.SECOND, 2)))
            .withLimit(NetworkScope.TRANSIENT, CONNS_TOTAL, Limit.hard(9))
            .withLimit(NetworkScope.TRANSIENT, CONNS_TOTAL, Limit.hard(1))
            .withLimit(NetworkScope.NETWORK, FDS, Limit.hard(7))
            .withLimit(NetworkScope.ALLOWLISTED, FDS, Limit.hard(5))
            .withLimit(NetworkScope.ALLOWLISTED_TRANSIENT, FDS, Limit.hard(4));
    NetworkGate own = gate(policy);

    assertThat(scopes.network().ledger(FDS).limit().hard()).isEqualTo(7);
    assertThat(scopes.allowlisted().ledger(FDS).limit().hard()).isEqualTo(5);
    assertThat(scopes.allowlistedTransient().ledger(FDS).limit().hard()).isEqualTo(4);
    own.admitInbound(peer, VERIFIED, true).orThrow();
    assertRefusal(own, "transient", "limit", "system/network/transient", CONNS_TOTAL, 1, 1);
    ledgers.binder("test").bind(scopes.transientScope(), CONNS_TOTAL, null);
    own.admitInbound(peer, VERIFIED, true).orThrow();
    assertRefusal(own, "rate", "rate", "192.0.2.1/32", CONNS_IN, 2, 2);
    clock.advance(MovedClock.SECOND);
    own.admitInbound(peer, VERIFIED, true).orThrow();
    assertRefusal(own, "block", "limit", "192.0.2.1/32", CONNS_IN, 3, 3);
  }

  private void assertRefusal(
      NetworkGate gate,
      String kind,
      String reason,
      String where,
      Resource resource,
      long used,
      long limit) {
    long before = gate.refused(kind, reason);

    NetworkRefusal refusal = (NetworkRefusal) gate.admitInbound(peer, VERIFIED, true);

    assertThat(refusal.scopeKind()).isEqualTo(kind);
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.where()).isEqualTo(where);
    assertThat(refusal.resource()).isEqualTo(resource);
    assertThat(refusal.used()).isEqualTo(used);
    assertThat(refusal.limit()).isEqualTo(limit);
    assertThat(refusal.retryable()).isTrue();
    assertThat(gate.refused(kind, reason)).isEqualTo(before + 1);
    assertThatThrownBy(refusal::orThrow)
        .isInstanceOfSatisfying(
            NetworkRefused.class, thrown -> assertThat(thrown.refusal()).isSameAs(refusal))
        .hasMessage(refusal.message());
  }

  @Test
  void scopeThatRefuses_hasBlockAndRateGivenBack() {
    limit(scopes.network(), FDS, 0);
    for (int i = 0; i < 100; i++) {
      assertThat(gate.admitInbound(peer, VERIFIED, true)).isInstanceOf(RefusedByScope.class);
    }
    assertNothingIsHeld();

    ledgers.binder("test").bind(scopes.network(), FDS, null);

    int admitted = 0;
    for (int i = 0; i < 100; i++) {
      if (gate.admitInbound(peer, VERIFIED, true) instanceof Admitted connection) {
        admitted++;
        connection.close();
      }
    }
    assertThat(admitted).isEqualTo(16);
    assertNothingIsHeld();
  }

  @Test
  void listenerThatThrows_changesNoAnswer_andLeavesNothingHeld() {
    limit(scopes.network(), FDS, 0);
    ledgers.listen(
        new LedgerListener() {
          @Override
          public void denied(Denied denied) {
            throw new IllegalStateException("listener");
          }
        });

    assertThat(gate.admitInbound(peer, VERIFIED, true)).isInstanceOf(RefusedByScope.class);

    assertThat(ledgers.failedNotices()).isEqualTo(1);
    assertNothingIsHeld();
  }

  @Test
  @Tag("R-25")
  void unverifiedPeerOverTheRate_isToBeVerified_andHoldsNothing() {
    NetworkGate rated = gate(NetworkPolicy.reference().withConnections(null));
    for (int i = 0; i < 16; i++) {
      rated.admitInbound(peer, UNVERIFIED, false).orThrow().close();
    }

    NetworkAdmission answer = rated.admitInbound(peer, UNVERIFIED, false);

    assertThat(((RefusedByRate) answer).answer()).isEqualTo(RateAnswer.VERIFY_SOURCE_ADDRESS);
    assertThat(rated.refused("rate", "unverified")).isEqualTo(1);
    assertThat(rated.admitInbound(peer, VERIFIED, false)).isInstanceOf(Admitted.class);
  }

  @Test
  @Tag("R-24")
  void limitsPerBlock_areOffUnlessAskedFor() {
    NetworkGate open = gate(NetworkPolicy.scopesOnly());
    for (int i = 0; i < 500; i++) {
      open.admitInbound(peer, VERIFIED, true).orThrow();
    }
    assertThat(open.live()).isEqualTo(500);
    assertThatThrownBy(() -> open.admitInbound(Prefix.parse("192.0.2.0/24"), VERIFIED, true))
        .hasMessage("peer [192.0.2.0/24] is not a single address");
  }

  @Test
  @Tag("R-26")
  void allowlistedPeer_chargesItsOwnScopes_onlyWhenTheNormalOnesAreFull() {
    limit(scopes.transientScope(), CONNS_IN, 1);
    limit(scopes.allowlistedTransient(), CONNS_IN, 1);
    gate.allowlist().add(Prefix.parse("192.0.2.0/24"), "alice");

    Admitted normal = admit();
    Admitted trusted = admit();

    assertThat(normal.isAllowlisted()).isFalse();
    assertThat(trusted.isAllowlisted()).isTrue();
    assertThat(trusted.scope().path()).isEqualTo("system/allowlisted-system/allowlisted-transient");
    assertThat(gate.admitInbound(peer, VERIFIED, true))
        .hasToString(
            "exceeded limit: principal [default] conns.in, requested [1], used [1], hard [1], at"
                + " [system/allowlisted-system/allowlisted-transient], profile [net.yaml:3], retry"
                + " [on release] (STINT-L045)");
    assertThat(trusted.identify("alice")).isSameAs(trusted);
    assertThat(trusted.scope().path()).isEqualTo("system/alice/allowlisted");
    assertThat(used(scopes.allowlisted(), CONNS_IN)).isEqualTo(1);
    assertThat(used(scopes.allowlistedTransient(), CONNS_IN)).isZero();
    normal.close();
    trusted.close();
    assertNothingIsHeld();
  }

  @Test
  void section_isCalledNetwork_andNamesNoPeer() {
    Snapshots snapshots = new Snapshots(ledgers);
    snapshots.add(gate.section());
    for (int i = 0; i < 9; i++) {
      gate.admitInbound(peer, VERIFIED, true);
    }

    Object content = snapshots.snapshot().sections().get("network");

    assertThat(content)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("admitted", 8L),
                Map.entry("admittedByAllowlist", 0L),
                Map.entry("allowlistEntries", 0L),
                Map.entry("live", 8L),
                Map.entry("limitsPerBlock", true),
                Map.entry("blocks", 1L),
                Map.entry("blocksAtMost", 65_536L),
                Map.entry("ratesPerBlock", true),
                Map.entry("buckets", 1L),
                Map.entry("bucketsAtMost", 131_072L),
                Map.entry(
                    "refused",
                    List.of(Map.of("scopeKind", "block", "reason", "limit", "count", 1L)))));
  }

  @Test
  void threads_leaveNothingBehind() throws InterruptedException {
    limit(scopes.transientScope(), CONNS_IN, 3);
    limit(scopes.network(), CONNS_TOTAL, 5);
    limit(scopes.allowlisted(), FDS, 2);
    gate.allowlist().add(Prefix.parse("127.0.0.0/8"), "p1");
    List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      Prefix address = Prefix.parseAddress(t < 4 ? "127.0.0." + t : "2001:db8::" + t);
      int number = t;
      Thread thread = new Thread(() -> storm(start, address, number));
      thread.setUncaughtExceptionHandler((who, what) -> wrong.add(what));
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(wrong).isEmpty();
    assertThat(gate.admitted()).isPositive();
    assertNothingIsHeld();
  }

  private void storm(CountDownLatch start, Prefix address, int number) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    for (int i = 0; i < 1_500; i++) {
      if (gate.admitInbound(address, VERIFIED, i % 2 == 0) instanceof Admitted connection) {
        if (i % 3 != 0) {
          connection.identify("p" + number % 3);
        }
        connection.close();
      }
      assertThat(used(scopes.transientScope(), CONNS_IN)).isBetween(0L, 3L);
      assertThat(used(scopes.network(), CONNS_TOTAL)).isBetween(0L, 5L);
    }
  }
}
