package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Limits that come into force together: all of them, or none when an epoch is refused or the audit
 * does not take a record. Every record precedes the first limit, and nothing that may fail comes
 * after it. Obtained from {@link Binder#plan}; mutable, for one thread and one use.
 */
public final class LimitPlan {
  private final Binder binder;

  /** The record of all steps, or 0 when each has one of its own. */
  private final long record;

  private final List<LimitStep> steps = new ArrayList<>();

  /** The scopes that come to an epoch, and beside each its epoch: walked in the gate. */
  private final List<Scope> scopes = new ArrayList<>();

  private final List<Long> epochs = new ArrayList<>();
  private int records;

  LimitPlan(Binder binder, long record) {
    this.binder = binder;
    this.record = record;
  }

  /**
   * Brings a scope to that epoch, from 1 on; the plan is refused when it has a newer one. A scope
   * that is not named stays at its epoch.
   */
  public LimitPlan epoch(Scope scope, long epoch) {
    int known = scopes.indexOf(scope);
    if (known < 0) {
      scopes.add(scope);
      epochs.add(epoch);
    } else {
      epochs.set(known, epoch);
    }
    return this;
  }

  /**
   * Binds a limit, or with null an exemption: nothing but the ancestors bounds the ledger, and the
   * binding says who wanted that.
   */
  public LimitPlan bind(Scope scope, Resource resource, @Nullable Limit limit, Binding binding) {
    return add(new LimitStep(scope, resource, limit, binding));
  }

  /** Removes the limit: the ledger inherits. */
  public LimitPlan inherit(Scope scope, Resource resource) {
    return add(new LimitStep(scope, resource, null, null));
  }

  /** Sets a limit without a version, as {@link Binder#bind(Scope, Resource, Limit)} does. */
  public LimitPlan restore(Scope scope, Resource resource, Limit limit) {
    return add(new LimitStep(scope, resource, limit, null));
  }

  private LimitPlan add(LimitStep step) {
    binder.check(step.scope(), step.resource(), step.limit());
    steps.add(step);
    return this;
  }

  /** What it does, in the order in which it was told. */
  public List<LimitStep> steps() {
    return List.copyOf(steps);
  }

  /**
   * Audits all steps, then puts them in force as one step that no charge sees half done.
   *
   * @return null when they are in force, else the scope that has a newer epoch; that is on record,
   *     nothing was changed, and no ledger was made
   * @throws RuntimeException what the audit or the clock threw; nothing was changed
   */
  public @Nullable Stale apply() {
    Scope newer = newer();
    if (newer != null) {
      return refused(newer);
    }
    long now;
    try {
      audit();
      now = clock();
    } catch (Throwable e) {
      if (records > 0) {
        binder.noteUnbound(steps.get(0));
      }
      throw e;
    }
    for (LimitStep step : steps) {
      step.prepare(now);
    }
    newer = put(now);
    if (newer != null) {
      return refused(newer);
    }
    for (LimitStep step : steps) {
      step.shrunk(binder.shrink(step.scope().ledger(step.resource())));
    }
    return null;
  }

  private void audit() {
    Scope last = null;
    String path = "";
    for (LimitStep step : steps) {
      if (step.scope() != last) {
        last = step.scope();
        path = last.path();
      }
      long id = record;
      if (id == 0) {
        id = binder.audit(step);
        records++;
      }
      step.audited(id, path);
    }
  }

  /** Read after the audit, which may have waited, and only for a window. */
  private long clock() {
    for (LimitStep step : steps) {
      if (step.hasWindow()) {
        return step.scope().root().clock().nanoTime();
      }
    }
    return Charging.UNREAD;
  }

  /** Nothing is allocated between the two ends of the gate. */
  private @Nullable Scope put(long now) {
    Gate gate = binder.gate();
    gate.enterAlone();
    try {
      Scope newer = newer();
      if (newer != null) {
        return newer;
      }
      for (int i = 0; i < scopes.size(); i++) {
        scopes.get(i).boundEpoch(epochs.get(i));
      }
      for (int i = 0; i < steps.size(); i++) {
        steps.get(i).put(now);
      }
      return null;
    } finally {
      gate.exitAlone();
    }
  }

  private @Nullable Scope newer() {
    for (int i = 0; i < scopes.size(); i++) {
      if (epochs.get(i) < scopes.get(i).boundEpoch()) {
        return scopes.get(i);
      }
    }
    return null;
  }

  private Stale refused(Scope scope) {
    long wanted = epochs.get(scopes.indexOf(scope));
    LimitStep first = null;
    for (LimitStep step : steps) {
      if (first == null && step.scope() == scope) {
        first = step;
      }
    }
    return binder.refused(scope, first, wanted);
  }
}
