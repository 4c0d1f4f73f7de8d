package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Traces;
import dev.stint.ledger.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The limits of timers on the real ledgers. */
class TimerLimitsTest {
  private record Op(boolean end, int owner, int pick) {}

  private final MemoryAudit audit = new MemoryAudit(16);
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, audit);
  private final Binder binder = ledgers.binder("test");

  private Scope owner(String name) {
    Scope owner = ledgers.principal(name);
    binder.bind(owner, Resource.TIMERS, TimerLimits.owner());
    return owner;
  }

  private void bindGlobal() {
    binder.bind(ledgers.system(), Resource.TIMERS, TimerLimits.global());
  }

  private static List<Reservation> fill(Scope owner, int timers) {
    List<Reservation> live = new ArrayList<>();
    for (int i = 0; i < timers; i++) {
      Reservation timer = owner.reserveOrThrow(Resource.TIMERS, 1);
      timer.commit();
      live.add(timer);
    }
    return live;
  }

  private static TimerOutcome outcome(Verdict verdict) {
    return verdict instanceof Denied denied ? TimerOutcome.of(denied) : TimerOutcome.ADMITTED;
  }

  private static long used(Scope scope) {
    return scope.ledger(Resource.TIMERS).used();
  }

  @Test
  @Tag("P65")
  @Tag("Q-12")
  void timer65_isRefused_withTheExistingSetIntact() {
    bindGlobal();
    Scope alice = owner("alice");
    List<Reservation> live = fill(alice, 64);

    TimerOutcome outcome = outcome(alice.reserve(Resource.TIMERS, 1));

    assertThat(outcome).isEqualTo(TimerOutcome.OWNER_LIMIT);
    assertThat(outcome.status()).isEqualTo(TimedStatus.OVER_LIMIT);
    assertThat(used(alice)).isEqualTo(64);
    assertThat(used(ledgers.system())).isEqualTo(64);
    assertThat(live).allMatch(timer -> timer.release());
    assertThat(used(alice)).isZero();
  }

  @Test
  @Tag("P65")
  @Tag("Q-13")
  void timer1025_ofAll_isRefusedByTheGlobalLimit() {
    bindGlobal();
    for (int i = 0; i < 16; i++) {
      fill(owner("owner-" + i), 64);
    }
    Scope last = owner("last");

    TimerOutcome outcome = outcome(last.reserve(Resource.TIMERS, 1));

    assertThat(outcome).isEqualTo(TimerOutcome.GLOBAL_LIMIT);
    assertThat(outcome.status()).isEqualTo(TimedStatus.OVER_LIMIT);
    assertThat(used(last)).isZero();
    assertThat(used(ledgers.system())).isEqualTo(1024);
  }

  @Test
  @Tag("Q-13")
  void globalLimit_mayStandOnTheScopeOfTheService() {
    Scope service = ledgers.system().child(ScopeKind.SERVICE, "timed");
    binder.bind(service, Resource.TIMERS, Limit.hard(2).from("service.yaml:3 timerWaiterLimit"));
    Scope client = owner("alice").child(ScopeKind.SESSION, "timed", service);
    fill(client, 2);

    assertThat(outcome(client.reserve(Resource.TIMERS, 1))).isEqualTo(TimerOutcome.GLOBAL_LIMIT);
  }

  @Test
  @Tag("P65")
  void profile_replacesTheBuiltInLimitOfAnOwner() {
    Scope alice = owner("alice");
    binder.bind(alice, Resource.TIMERS, Limit.hard(3).from("guest.yaml:4 timerWaiterLimit"));
    fill(alice, 3);

    assertThat(outcome(alice.reserve(Resource.TIMERS, 1))).isEqualTo(TimerOutcome.OWNER_LIMIT);
  }

  @Test
  @Tag("O-Q7")
  void ownerLimit_globalLimit_andBadArgument_areThreeResults() {
    binder.bind(ledgers.system(), Resource.TIMERS, Limit.hard(65).from("test"));
    Scope alice = owner("alice");
    Scope bob = owner("bob");
    fill(alice, 64);

    TimerOutcome owner = outcome(alice.reserve(Resource.TIMERS, 1));
    fill(bob, 1);
    TimerOutcome global = outcome(bob.reserve(Resource.TIMERS, 1));
    TimerOutcome bad = TimerRequest.timer(QosClass.fromWire(9), QosClass.NORMAL, 1).outcome();
    TimerOutcome negative = outcome(bob.reserve(Resource.TIMERS, -1));

    assertThat(List.of(owner, global, bad))
        .containsExactly(
            TimerOutcome.OWNER_LIMIT, TimerOutcome.GLOBAL_LIMIT, TimerOutcome.BAD_ARGUMENT);
    assertThat(negative).isEqualTo(TimerOutcome.BAD_ARGUMENT);
  }

  @Test
  void closedOwner_isUnavailable() {
    Scope session = owner("alice").child(ScopeKind.SESSION, "s");
    session.close();

    assertThat(outcome(session.reserve(Resource.TIMERS, 1))).isEqualTo(TimerOutcome.UNAVAILABLE);
  }

  @Test
  @Tag("O-Q6")
  @Tag("Q-18")
  @Tag("Q-19")
  void registration_isAuditedWithClassAndCount_withoutTimes() {
    Scope alice = owner("alice");
    fill(alice, 64);
    TimerOutcome outcome = outcome(alice.reserve(Resource.TIMERS, 1));
    long before = audit.head().sequence();

    new QosAudit(audit).timer(alice, outcome, QosClass.IDLE, used(alice));

    assertThat(audit.head().sequence()).isEqualTo(before + 1);
    assertThat(audit.records().get(audit.records().size() - 1).detail())
        .isEqualTo("timed register decision=deny reason=owner-limit class=idle live=64");
  }

  @Test
  @Tag("P65")
  void everyTrace_ofStartsAndEnds_staysWithinBothLimits_andEqualsThePlainModel() {
    Traces.check(
        40, 300, r -> new Op(r.nextInt(3) == 0, r.nextInt(3), r.nextInt(1 << 16)), this::play);
  }

  /** Three owners of at most 5 timers, 12 in total. */
  private @Nullable String play(List<Op> trace) {
    Ledgers graph = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
    Binder limits = graph.binder("test");
    limits.bind(graph.system(), Resource.TIMERS, Limit.hard(12).from("test"));
    List<Scope> owners = new ArrayList<>();
    List<List<Reservation>> live = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      owners.add(graph.principal(name));
      limits.bind(graph.principal(name), Resource.TIMERS, Limit.hard(5).from("test"));
      live.add(new ArrayList<>());
    }
    for (Op op : trace) {
      List<Reservation> mine = live.get(op.owner());
      int total = live.stream().mapToInt(List::size).sum();
      if (op.end() && !mine.isEmpty()) {
        mine.remove(op.pick() % mine.size()).close();
      } else if (!op.end()) {
        Verdict verdict = owners.get(op.owner()).reserve(Resource.TIMERS, 1);
        TimerOutcome expected =
            mine.size() == 5
                ? TimerOutcome.OWNER_LIMIT
                : total == 12 ? TimerOutcome.GLOBAL_LIMIT : TimerOutcome.ADMITTED;
        if (outcome(verdict) != expected) {
          return "expected " + expected + " but found " + outcome(verdict);
        }
        if (verdict instanceof Reservation timer) {
          mine.add(timer);
        }
      }
      for (int i = 0; i < owners.size(); i++) {
        if (used(owners.get(i)) != live.get(i).size()) {
          return "owner " + i + " has " + used(owners.get(i)) + ", not " + live.get(i).size();
        }
      }
    }
    return null;
  }
}
