package dev.stint.matrix;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/** Declarations that are not true, for {@link RulesTest}. */
final class Untrue {
  private final Scope scope;

  Untrue(Scope scope) {
    this.scope = scope;
  }

  @Enforces(Resource.THREADS)
  void chargesAnother() {
    charge(Resource.SOCKETS);
  }

  @Enforces(Resource.TIMERS)
  boolean chargesNothing() {
    return scope.room(Resource.TIMERS) > 0;
  }

  @Enforces(value = Resource.FDS, admits = Admission.WAITING)
  void neverWaits() {
    charge(Resource.FDS);
  }

  @Enforces(value = Resource.FDS, step = Enforces.Step.RELEASE)
  long givesNothingBack() {
    return scope.ledger(Resource.FDS).used();
  }

  void saysNothing() {
    charge(Resource.HANDLES);
  }

  private void charge(Resource resource) {
    scope.charge(resource, 1);
  }
}
