package dev.stint.ledger.handle;

import static dev.stint.ledger.Resource.HANDLES;
import static dev.stint.ledger.Resource.SOCKETS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.NotTransferable;
import dev.stint.ledger.OverLimit;
import dev.stint.ledger.Races;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeClosed;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Stale;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C-L1")
class HandleTableTest {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(8));
  private final HandleSpace space = new HandleSpace();
  private final Scope alice = session("alice");
  private final Scope bob = session("bob");
  private final HandleTable alices = space.table(alice, 4);
  private final HandleTable bobs = space.table(bob, 4);

  private Scope session(String principal) {
    return ledgers.principal(principal).child(ScopeKind.SESSION, "s");
  }

  private static Capability capability(TransferMode mode) {
    return new Capability(71, 5, 9, mode);
  }

  private long insert(TransferMode mode) {
    return alices.insert(capability(mode), Origin.KERNEL).orThrow();
  }

  private Reservation socket(Scope scope) {
    Reservation token = scope.reserveOrThrow(SOCKETS, 1);
    token.commit();
    return token;
  }

  private long used(Scope scope, Resource resource) {
    return scope.ledger(resource).used();
  }

  @Test
  @Tag("C-R11")
  void anEdge_carriesWhatItIsAndWhereItCameFrom() {
    long handle = alices.insert(capability(TransferMode.COPY), Origin.SPAWN_GRANT).orThrow();

    long given = alices.transfer(handle, bobs, Origin.RESULT).orThrow();

    HoldEdge edge = bobs.find(given);
    assertThat(edge.capability().capId()).isEqualTo(71);
    assertThat(edge.capability().interfaceId()).isEqualTo(5);
    assertThat(edge.capability().badge()).isEqualTo(9);
    assertThat(edge.capability().mode()).isEqualTo(TransferMode.COPY);
    assertThat(edge.origin()).isEqualTo(Origin.RESULT);
    assertThat(alices.find(handle).origin()).isEqualTo(Origin.SPAWN_GRANT);
    assertThat(used(alice, HANDLES)).isEqualTo(1);
    assertThat(used(bob, HANDLES)).isEqualTo(1);
  }

  @Test
  @Tag("P17")
  @Tag("C-S2")
  @Tag("O-10")
  void aStaleHandle_isDenied_countedAndNeverTouchesTheNewOccupant() {
    long old = insert(TransferMode.COPY);
    assertThat(alices.close(old)).isTrue();
    long fresh = insert(TransferMode.COPY);
    assertThat((int) fresh).as("the same slot").isEqualTo((int) old);

    assertThat(alices.check(old).denied()).isInstanceOf(Stale.class);
    assertThat(((Stale) alices.check(old).denied()).have()).isEqualTo(1);
    assertThat(((Stale) alices.check(old).denied()).want()).isEqualTo(2);
    assertThat(alices.close(old)).isFalse();
    assertThat(alices.revoke(old)).isZero();
    assertThat(alices.transfer(old, bobs, Origin.TRANSFER).denied()).isInstanceOf(Stale.class);
    Reservation socket = socket(alice);
    assertThat(alices.attach(old, socket).granted()).isFalse();
    assertThat(socket.isLive()).as("stays with the caller").isTrue();
    assertThat(alices.check(0).granted()).isFalse();
    assertThat(alices.check(-1).granted()).isFalse();
    assertThat(alices.check(Long.MAX_VALUE).granted()).isFalse();

    assertThat(alices.check(fresh).granted()).isTrue();
    assertThat(alices.staleUses()).isEqualTo(10);
    assertThat(used(alice, HANDLES)).isEqualTo(1);
  }

  @Test
  void fullOrOverLimitOrClosed_isDeniedAndNothingIsHeld() {
    for (int i = 0; i < 4; i++) {
      insert(TransferMode.COPY);
    }
    OverLimit full =
        (OverLimit) alices.insert(capability(TransferMode.COPY), Origin.KERNEL).denied();
    assertThat(full.message())
        .isEqualTo(
            "exceeded limit: principal [alice] handles, requested [1], used [4], hard [4], at"
                + " [system/alice/s], profile [handle table], retry [on release] (STINT-L001)");
    assertThat(used(alice, HANDLES)).isEqualTo(4);

    ledgers.binder("t").bind(bob, HANDLES, Limit.hard(0));
    assertThat(bobs.insert(capability(TransferMode.COPY), Origin.KERNEL).denied())
        .isInstanceOf(OverLimit.class);
    alice.close();
    assertThat(alices.insert(capability(TransferMode.COPY), Origin.KERNEL).denied())
        .isInstanceOf(ScopeClosed.class);
    assertThat(used(ledgers.system(), HANDLES)).isZero();
  }

  @Test
  void aMove_chargesTheReceiverFirst_takesWhatTheHandleOwns_andVoidsTheSource() {
    long handle = insert(TransferMode.MOVE);
    Reservation socket = socket(alice);
    alices.attach(handle, socket).orThrow();
    ledgers.binder("t").bind(bob, SOCKETS, Limit.hard(0));
    assertThat(alices.transfer(handle, bobs, Origin.TRANSFER).granted()).isFalse();
    assertThat(alices.check(handle).granted()).as("a refused move changes nothing").isTrue();
    assertThat(used(bob, HANDLES)).isZero();
    ledgers.binder("t").bind(bob, SOCKETS, null);

    long moved = alices.transfer(handle, bobs, Origin.TRANSFER).orThrow();

    assertThat(alices.check(handle).granted()).isFalse();
    assertThat(used(alice, HANDLES) + used(alice, SOCKETS)).isZero();
    assertThat(used(bob, HANDLES)).isEqualTo(1);
    assertThat(used(bob, SOCKETS)).isEqualTo(1);
    long back = bobs.transfer(moved, alices, Origin.TRANSFER).orThrow();
    assertThat(used(bob, SOCKETS)).isZero();
    assertThat(used(alice, SOCKETS)).isEqualTo(1);
    alices.close(back);
    assertThat(used(ledgers.system(), SOCKETS)).isZero();
    assertThat(used(ledgers.system(), HANDLES)).isZero();
  }

  @Test
  void nonTransferable_staysWhereItIs() {
    long handle = insert(TransferMode.NON_TRANSFERABLE);

    HandleResult result = alices.transfer(handle, bobs, Origin.TRANSFER);

    assertThat(result.denied()).isInstanceOf(NotTransferable.class);
    assertThat(result.denied().message())
        .isEqualTo(
            "handle not transferable: principal [alice] handles, requested [1], used [1], hard"
                + " [0], at [system/alice/s], profile [-], retry [no] (STINT-K005)");
    assertThat(used(bob, HANDLES)).isZero();
  }

  @Test
  @Tag("C-R8")
  @Tag("C-R11")
  void revoking_closesWhatWasDerived_inAllTables_andReleasesWhatItOwned() {
    long root = insert(TransferMode.COPY);
    long given = alices.transfer(root, bobs, Origin.TRANSFER).orThrow();
    long returned = bobs.transfer(given, alices, Origin.RESULT).orThrow();
    long other = insert(TransferMode.COPY);
    bobs.attach(given, socket(bob)).orThrow();
    alices.attach(returned, socket(alice)).orThrow();

    assertThat(alices.recall(root)).isEqualTo(2);

    assertThat(alices.check(root).granted()).isTrue();
    assertThat(bobs.check(given).granted() || alices.check(returned).granted()).isFalse();
    assertThat(used(ledgers.system(), SOCKETS)).isZero();
    assertThat(alices.revoke(root)).isEqualTo(1);
    assertThat(used(ledgers.system(), HANDLES)).as("the other one stays").isEqualTo(1);
    assertThat(alices.check(other).granted()).isTrue();
  }

  @Test
  @Tag("C-R8")
  void closing_leavesWhatWasDerived_withinReachOfTheGrantor() {
    long root = insert(TransferMode.COPY);
    long given = alices.transfer(root, bobs, Origin.TRANSFER).orThrow();
    long further = bobs.transfer(given, alices, Origin.TRANSFER).orThrow();

    bob.close();

    assertThat(alices.check(further).granted()).isTrue();
    assertThat(used(ledgers.system(), HANDLES)).isEqualTo(2);
    assertThat(alices.revoke(root)).isEqualTo(2);
    assertThat(used(ledgers.system(), HANDLES)).isZero();
  }

  @Test
  @Tag("P5")
  @Tag("P17")
  void revokingAgainstTransferAndClose_endsEachHandleOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    for (int round = 0; round < 300; round++) {
      TransferMode mode = round % 2 == 0 ? TransferMode.COPY : TransferMode.MOVE;
      long root = insert(TransferMode.COPY);
      long copy = alices.transfer(root, alices, Origin.TRANSFER).orThrow();
      long own = insert(mode);
      alices.attach(own, socket(alice)).orThrow();
      List<Object> seen =
          Races.race(
              pool,
              () -> alices.transfer(own, bobs, Origin.TRANSFER),
              () -> alices.transfer(own, bobs, Origin.TRANSFER),
              () -> alices.transfer(copy, bobs, Origin.TRANSFER),
              () -> alices.revoke(root) + alices.revoke(own));
      HandleResult first = (HandleResult) seen.get(0);
      HandleResult second = (HandleResult) seen.get(1);
      if (mode == TransferMode.MOVE) {
        assertThat(first.granted() && second.granted()).as("moved once").isFalse();
      }
      for (HandleResult each : List.of(first, second)) {
        if (each.granted()) {
          bobs.close(each.handle());
        }
      }
      assertThat(bobs.size() + alices.size()).isZero();
      assertThat(used(ledgers.system(), HANDLES)).isZero();
      assertThat(used(ledgers.system(), SOCKETS)).isZero();
    }
    pool.shutdown();
    assertThat(ledgers.faults()).isZero();
  }

  @Test
  @Tag("C-R8")
  void closingScopesAgainstTransfers_leavesNothingHeld() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    for (int round = 0; round < 200; round++) {
      Scope from = session("carol");
      Scope to = session("dave");
      HandleTable froms = space.table(from, 4);
      HandleTable tos = space.table(to, 4);
      long handle = froms.insert(capability(TransferMode.MOVE), Origin.KERNEL).orThrow();
      froms.attach(handle, socket(from)).orThrow();
      Races.race(
          pool,
          () -> froms.transfer(handle, tos, Origin.TRANSFER),
          () -> closed(from),
          () -> closed(to));
      assertThat(froms.size() + tos.size()).isZero();
      assertThat(used(ledgers.system(), HANDLES)).isZero();
      assertThat(used(ledgers.system(), SOCKETS)).isZero();
    }
    pool.shutdown();
    assertThat(ledgers.faults()).isZero();
  }

  private static boolean closed(Scope scope) {
    scope.close();
    return true;
  }
}
