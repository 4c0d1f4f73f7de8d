package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

/** One operation of the kernel: what comes before it, itself, and what takes it back. */
enum FaultOperation {
  CHARGE {
    @Override
    void run(FaultWorld w) {
      assertThat(w.session.charge(w.resource, 3)).isNull();
    }

    @Override
    void undo(FaultWorld w) {
      w.session.refund(w.resource, 3);
    }
  },
  DENIED {
    @Override
    void run(FaultWorld w) {
      assertThat(w.session.charge(w.resource, TOO_MUCH)).isNotNull();
    }
  },
  DENIED_AGAIN {
    @Override
    void before(FaultWorld w) {
      w.session.charge(w.resource, TOO_MUCH);
      w.session.charge(w.resource, TOO_MUCH);
    }

    @Override
    void run(FaultWorld w) {
      assertThat(w.session.charge(w.resource, TOO_MUCH)).isNotNull();
    }
  },
  DENIED_BY_THE_ROOT {
    @Override
    void before(FaultWorld w) {
      w.lowerTheRoot();
    }

    @Override
    void run(FaultWorld w) {
      assertThat(w.session.reserve(w.resource, FaultWorld.HARD).granted()).isFalse();
    }
  },
  RESERVE {
    @Override
    void run(FaultWorld w) {
      w.session.reserve(w.resource, 3).orThrow().rollback();
    }
  },
  RESERVE_AND_WAIT {
    @Override
    void before(FaultWorld w) {
      w.lowerTheRoot();
    }

    @Override
    void run(FaultWorld w) {
      w.faults.tickAtEveryReading(1);
      try {
        if (w.session.reserve(w.resource, 3, 1) instanceof Reservation token) {
          token.rollback();
        }
      } finally {
        w.faults.tickAtEveryReading(0);
      }
    }
  },
  COMMIT {
    @Override
    void before(FaultWorld w) {
      w.token = w.session.reserveOrThrow(w.resource, 3);
    }

    @Override
    void run(FaultWorld w) {
      assertThat(w.token.commit()).isTrue();
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  },
  SETTLE {
    @Override
    void before(FaultWorld w) {
      w.token = w.session.reserveOrThrow(w.resource, 3);
    }

    @Override
    void run(FaultWorld w) {
      assertThat(w.token.settle(1)).isTrue();
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  },
  ROLLBACK {
    @Override
    void before(FaultWorld w) {
      w.token = w.session.reserveOrThrow(w.resource, 3);
    }

    @Override
    void run(FaultWorld w) {
      assertThat(w.token.rollback()).isTrue();
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  },
  RELEASE {
    @Override
    void before(FaultWorld w) {
      w.token = w.session.reserveOrThrow(w.resource, 3);
      w.token.commit();
    }

    @Override
    void run(FaultWorld w) {
      assertThat(w.token.release()).isTrue();
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  },
  REFUND {
    @Override
    void run(FaultWorld w) {
      w.session.refund(w.resource, 1);
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  },
  RECORD {
    @Override
    void run(FaultWorld w) {
      w.session.record(w.resource, 3);
    }

    @Override
    void undo(FaultWorld w) {
      w.session.refund(w.resource, 3);
    }
  },
  BIND {
    @Override
    void run(FaultWorld w) {
      Limit before = w.alice.ledger(w.resource).limit();
      boolean bound = false;
      try {
        w.binder.bind(
            w.alice,
            w.resource,
            w.resource.kind() == ResourceKind.FLOW ? Limit.hard(1).perWindow(9) : Limit.hard(1));
        bound = true;
      } finally {
        Limit now = w.alice.ledger(w.resource).limit();
        assertThat(now == before).isEqualTo(!bound);
      }
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  },
  UNBIND {
    @Override
    void run(FaultWorld w) {
      w.binder.bind(w.alice, w.resource, null);
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  },
  CHILD {
    @Override
    void run(FaultWorld w) {
      Scope made = w.alice.child(ScopeKind.SESSION, "t", w.protocol);
      assertThat(w.alice.children()).contains(made);
    }
  },
  SPAN {
    @Override
    void run(FaultWorld w) {
      try (Scope span = w.session.span("call")) {
        assertThat(span.charge(w.resource, 3)).isNull();
      }
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  },
  OWN {
    @Override
    void run(FaultWorld w) {
      assertThat(w.session.own(w.faults)).isTrue();
      w.session.disown(w.faults);
    }
  },
  CLOSE {
    @Override
    void before(FaultWorld w) {
      w.session.own(w.faults);
      w.session.child(ScopeKind.SERVICE, "inner").charge(w.resource, 2);
    }

    @Override
    void run(FaultWorld w) {
      w.session.close();
      assertThat(w.session.isClosed()).isTrue();
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  },
  RECORD_LATE {
    @Override
    void before(FaultWorld w) {
      w.session.close();
    }

    @Override
    void run(FaultWorld w) {
      w.session.record(w.resource, 3);
    }

    @Override
    void undo(FaultWorld w) {
      w.alice.child(ScopeKind.SERVICE, "late").close();
    }

    @Override
    boolean canBeBack() {
      return false;
    }
  };

  private static final long TOO_MUCH = Long.MAX_VALUE / 4;

  void before(FaultWorld w) {}

  abstract void run(FaultWorld w);

  void undo(FaultWorld w) {}

  /** Whether the use after {@link #undo} is what it was at the start. */
  boolean canBeBack() {
    return true;
  }

  /** Whether it is refused, so that it changes nothing. */
  boolean isDenied() {
    return this == DENIED || this == DENIED_AGAIN || this == DENIED_BY_THE_ROOT;
  }

  /** Whether it may throw what was injected there: then nothing has happened. */
  boolean mayThrow(Faults.At at) {
    return switch (at) {
      case CLOCK -> true;
      case LISTENER, OWNED -> false;
      case AUDIT -> this == BIND || this == UNBIND;
    };
  }
}
