package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.handle.Capability;
import dev.stint.ledger.handle.HandleSpace;
import dev.stint.ledger.handle.HandleTable;
import dev.stint.ledger.handle.Origin;
import dev.stint.ledger.handle.TransferMode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the kernel puts on record by itself: once for each cause, and bounded under a storm. */
class AuditedEventsTest {
  private final Graph graph = new Graph();

  private List<AuditRecord> records(AuditKind kind) {
    return graph.audit.records().stream().filter(r -> r.kind() == kind).toList();
  }

  @Test
  @Tag("C-A1")
  void bindingOfALimit_isOnRecordBeforeItsFirstUse() {
    graph.limit(graph.alice, Resource.THREADS, 2);

    assertThat(records(AuditKind.PROFILE_BOUND)).hasSize(1);
    assertThat(records(AuditKind.PROFILE_BOUND).get(0).detail()).startsWith("hard 2, ");
  }

  @Test
  @Tag("C-A2")
  @Tag("C-E7")
  void stormOfDenials_isOnRecordOnceASecond_withItsNumbers() {
    graph.limit(graph.alice, Resource.THREADS, 0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(graph.alice.charge(Resource.THREADS, 1)).isNotNull();
    }
    graph.clock.advance(1_000_000_000L);
    graph.ledgers.moveSeconds();
    assertThat(graph.alice.charge(Resource.THREADS, 1)).isNotNull();

    assertThat(records(AuditKind.DENIED)).hasSize(2);
    assertThat(records(AuditKind.DENIED).get(1).detail())
        .isEqualTo(
            "exceeded limit: principal [alice] threads, requested [1], used [0], hard [0],"
                + " at [system/alice], profile [test.yaml:1 threadLimit], retry [no]"
                + " (STINT-L013), denied [1001] there so far");
    assertThat(records(AuditKind.PROFILE_BOUND)).hasSize(1);
  }

  @Test
  @Tag("C-A5")
  void revocation_isOnRecordOnce_withAllThatWasDerived() {
    HandleSpace space = new HandleSpace();
    HandleTable table = space.table(graph.alice.child(ScopeKind.SESSION, "s1"), 4);
    Capability capability = new Capability(71, 5, 9, TransferMode.COPY);
    long handle = table.insert(capability, Origin.KERNEL).orThrow();

    table.revoke(handle);
    table.revoke(handle);

    assertThat(records(AuditKind.REVOKED)).hasSize(1);
    assertThat(records(AuditKind.REVOKED).get(0).detail()).isEqualTo("handles [1]");
  }

  @Test
  @Tag("C-A6")
  void endOfASession_isOnRecordOnce_withWhatItGaveBack() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s1");
    session.reserveOrThrow(Resource.THREADS, 2).commit();

    session.close();
    session.close();

    assertThat(records(AuditKind.CLEANUP)).hasSize(1);
    assertThat(records(AuditKind.CLEANUP).get(0).detail())
        .isEqualTo("gave back [threads 2], spent [nothing]");
  }

  @Test
  @Tag("C-A7")
  void countBelowZero_andItsRecount_areOnRecordOnceEach() {
    graph.alice.refund(Resource.SOCKETS, 1);
    assertThat(records(AuditKind.RECOVERY)).hasSize(1);

    Recovery.recount(graph.alice, Resource.SOCKETS, (scope, resource) -> 0);

    assertThat(records(AuditKind.RECOVERY)).hasSize(2);
    assertThat(graph.alice.charge(Resource.SOCKETS, 1)).isNull();
  }
}
