package dev.stint.ledger.qos;

import static dev.stint.ledger.qos.QosOutcome.ALLOWED;
import static dev.stint.ledger.qos.QosOutcome.INVALID_ARGUMENT;
import static dev.stint.ledger.qos.QosOutcome.PERMISSION_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every row of the table, as a function and on live tasks. */
class QosTableTest {
  private static final int[] WIRES = {-1, 0, 1, 2, 3, 4, 255, 256};

  /** The table once more, by how far up each caller reaches: -1 for nowhere. */
  private static QosOutcome expected(Row r) {
    if (r.wire < 0 || r.wire > 3) {
      return INVALID_ARGUMENT;
    }
    int reach =
        switch (r.privilege) {
          case NONE -> r.self ? Math.max(r.base, r.from) : -1;
          case RAISE_SELF -> r.self ? r.ceiling : -1;
          case SET_OTHER -> r.ceiling;
        };
    int highest = Math.min(Math.min(reach, r.ceiling), r.perfBurst ? 3 : 2);
    return r.wire <= highest ? ALLOWED : PERMISSION_DENIED;
  }

  private record Row(
      QosPrivilege privilege,
      boolean self,
      int base,
      int from,
      int ceiling,
      int wire,
      boolean perfBurst) {}

  private interface RowTest {
    void check(Row row);
  }

  private static void forAll(RowTest test) {
    for (QosPrivilege privilege : QosPrivilege.values()) {
      for (int bits = 0; bits < 1 << 8; bits++) {
        for (int wire : WIRES) {
          test.check(
              new Row(
                  privilege,
                  (bits & 1) != 0,
                  bits >> 2 & 3,
                  bits >> 4 & 3,
                  bits >> 6 & 3,
                  wire,
                  (bits & 2) != 0));
        }
      }
    }
  }

  private static QosClass qos(int code) {
    return QosClass.values()[code];
  }

  @Test
  @Tag("P63")
  void decide_equalsTheTable_forAllRows() {
    forAll(
        row ->
            assertThat(
                    QosAuthority.decide(
                            row.privilege,
                            row.self ? QosTarget.SELF : QosTarget.OTHER,
                            qos(row.base),
                            qos(row.from),
                            QosClass.fromWire(row.wire),
                            qos(row.ceiling),
                            row.perfBurst)
                        .outcome())
                .as("%s", row)
                .isEqualTo(expected(row)));
  }

  @Test
  @Tag("P62")
  @Tag("P63")
  @Tag("Q-7")
  @Tag("Q-8")
  void set_appliesTheTable_changesNothingOnRefusal_andAuditsOnce_forAllRows() {
    Tasks tasks = new Tasks();
    forAll(
        row -> {
          if (row.base > row.ceiling || row.from > row.ceiling) {
            return;
          }
          QosState state = Tasks.state(qos(row.base), qos(row.from), qos(row.ceiling));
          QosTask target = tasks.bob(state);
          QosTask caller =
              new QosTask(
                  row.self ? tasks.bob : tasks.alice,
                  row.self ? state : QosState.of(QosClass.NORMAL),
                  grant(row));
          long before = tasks.audited();
          String classes = state.toString();

          QosDecision decision = tasks.authority.set(caller, row.self ? caller : target, row.wire);

          assertThat(decision.outcome()).as("%s", row).isEqualTo(expected(row));
          assertThat(tasks.audited()).as("%s", row).isEqualTo(before + 1);
          if (decision.allowed()) {
            assertThat(state.current().code()).as("%s", row).isEqualTo(row.wire);
          } else {
            assertThat(state).as("%s", row).hasToString(classes);
          }
        });
  }

  private static QosGrant grant(Row row) {
    QosGrant grant =
        switch (row.privilege) {
          case NONE -> QosGrant.none();
          case RAISE_SELF -> QosGrant.raiseSelf();
          case SET_OTHER -> QosGrant.setOther(Set.of("bob"));
        };
    return row.perfBurst ? grant.withPerfBurst() : grant;
  }

  @Test
  @Tag("P63")
  void set_fromManyThreads_auditsEachDecisionOnce() throws Exception {
    Tasks tasks = new Tasks();
    QosTask bob = tasks.bob(new QosState(QosClass.NORMAL, QosClass.INTERACTIVE));
    QosTask alice = tasks.alice(QosState.of(QosClass.IDLE), QosGrant.setOther(Set.of("bob")));
    AtomicLong allowed = new AtomicLong();
    CountDownLatch done = new CountDownLatch(4);
    for (int t = 0; t < 4; t++) {
      SplittableRandom random = new SplittableRandom(t);
      new Thread(
              () -> {
                try {
                  for (int i = 0; i < 2_000; i++) {
                    QosTask caller = random.nextBoolean() ? alice : bob;
                    allowed.addAndGet(
                        tasks.authority.set(caller, bob, random.nextInt(5)).allowed() ? 1 : 0);
                  }
                } finally {
                  done.countDown();
                }
              })
          .start();
    }
    done.await();

    assertThat(tasks.audited()).isEqualTo(8_000);
    assertThat(allowed.get()).isBetween(1L, 7_999L);
    assertThat(tasks.audit.verify()).isTrue();
  }
}
