package dev.stint.ledger;

import static dev.stint.ledger.Resource.DIRECT_MEMORY;
import static dev.stint.ledger.Resource.LINEAR_RESERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P20")
@Tag("C-L7")
class SharedSegmentTest {
  private static final long SIZE = 64 << 10;

  private final Graph graph = new Graph();
  private final Scope bob = graph.ledgers.principal("bob");
  private final Scope pool = graph.system.child(ScopeKind.SERVICE, "segments");
  private final SharedSegment segment = publish(graph, pool);

  private static SharedSegment publish(Graph graph, Scope pool) {
    Reservation physical = pool.reserveOrThrow(DIRECT_MEMORY, SIZE);
    physical.commit();
    return SharedSegment.publish(physical, LINEAR_RESERVED);
  }

  @Test
  @Tag("C-K2")
  void eachHolder_isChargedInFull_andPhysicalUseIsCountedOnce() {
    Attachment alices = segment.attach(graph.alice).orThrow();
    Attachment bobs = segment.attach(bob).orThrow();

    assertThat(graph.used(graph.alice, LINEAR_RESERVED)).isEqualTo(SIZE);
    assertThat(graph.used(bob, LINEAR_RESERVED)).isEqualTo(SIZE);
    assertThat(graph.used(graph.system, DIRECT_MEMORY)).isEqualTo(SIZE);
    segment.close();
    alices.close();
    alices.close();
    assertThat(graph.used(graph.system, DIRECT_MEMORY)).isEqualTo(SIZE);
    bobs.close();
    assertThat(graph.used(graph.system, DIRECT_MEMORY)).isZero();
    assertThat(graph.used(graph.system, LINEAR_RESERVED)).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void aHolder_seesTheSameNumbersAndAnswers_withAndWithoutOthers() {
    assertThat(view(false)).isEqualTo(view(true));
  }

  private static List<String> view(boolean shared) {
    Graph graph = new Graph();
    graph.limit(graph.alice, LINEAR_RESERVED, SIZE + 10);
    Scope pool = graph.system.child(ScopeKind.SERVICE, "segments");
    SharedSegment segment = publish(graph, pool);
    if (shared) {
      segment.attach(graph.ledgers.principal("bob")).orThrow();
    }
    List<String> seen = new ArrayList<>();
    Attachment first = segment.attach(graph.alice).orThrow();
    seen.add("used " + graph.used(graph.alice, LINEAR_RESERVED));
    Denied second = segment.attach(graph.alice).denied();
    seen.add(second == null ? "granted" : second.message());
    first.close();
    seen.add("room " + graph.alice.room(LINEAR_RESERVED));
    Attachment again = segment.attach(graph.alice).orThrow();
    segment.close();
    again.close();
    Denied late = segment.attach(graph.alice).denied();
    seen.add(late == null ? "granted" : late.message());
    seen.add("used " + graph.used(graph.alice, LINEAR_RESERVED));
    return seen;
  }

  @Test
  void closingTheHoldersScope_detaches() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");
    segment.attach(session).orThrow();
    segment.close();

    session.close();

    assertThat(graph.used(graph.system, DIRECT_MEMORY)).isZero();
    assertThat(graph.used(graph.system, LINEAR_RESERVED)).isZero();
    assertThat(segment.attach(session).denied()).isInstanceOf(ScopeClosed.class);
  }

  @Test
  void oneResourceForBoth_wouldBeCountedTwiceInTheRoot_andIsAnError() {
    Reservation physical = pool.reserveOrThrow(DIRECT_MEMORY, SIZE);
    physical.commit();

    assertThatThrownBy(() -> SharedSegment.publish(physical, DIRECT_MEMORY))
        .hasMessage("segment counts [direct.memory] both once and for each holder");
  }

  @Test
  void attachingAgainstDetachingAndClosing_endsWithNothingHeld() throws Exception {
    for (int round = 0; round < 200; round++) {
      SharedSegment shared = publish(graph, pool);
      Attachment held = shared.attach(graph.alice).orThrow();
      List<Object> seen =
          Races.race(
              () -> shared.attach(bob), () -> ended(held), () -> ended(held), () -> ended(shared));
      SegmentVerdict bobs = (SegmentVerdict) seen.get(0);
      long physical = graph.used(pool, DIRECT_MEMORY) - SIZE;
      assertThat(physical).isEqualTo(bobs.granted() ? SIZE : 0);
      if (bobs.granted()) {
        bobs.orThrow().close();
      }
      assertThat(graph.used(pool, DIRECT_MEMORY)).isEqualTo(SIZE);
      assertThat(graph.used(graph.system, LINEAR_RESERVED)).isZero();
    }
    assertThat(graph.ledgers.faults()).isZero();
  }

  private static boolean ended(AutoCloseable thing) throws Exception {
    thing.close();
    return true;
  }
}
