package dev.stint.ledger.qos;

import dev.stint.ledger.AuditSink;
import dev.stint.ledger.Nullable;

/**
 * Decides who may change which class, applies it, and audits each decision once.
 *
 * <p>{@link #decide} is the whole table and a pure function. The other methods apply it to live
 * {@link QosState}s: a decision is taken on one consistent reading and taken again when that has
 * changed meanwhile, so what the audit says is what happened. <b>Threading:</b> any. <b>Failure:
 * </b> a refusal changes nothing; an audit sink that throws undoes the change (unless another one
 * came after it) and its exception passes on. Audit records carry no times and no windows.
 */
public final class QosAuthority {
  /** The operation number of "my class". */
  public static final int OP_GET_SELF = 0;

  /** The operation number of "set". */
  public static final int OP_SET = 1;

  private final QosAudit audit;

  public QosAuthority(AuditSink sink) {
    this.audit = new QosAudit(sink);
  }

  /**
   * The table. Checked in this order, the first that fails decides: the class exists; another task
   * needs {@link QosPrivilege#SET_OTHER}; nobody passes the ceiling; the highest class needs its
   * explicit allowance, even of a task that has it already; without a privilege a task moves at or
   * below the higher of its current class and its base.
   *
   * @param privilege what the caller holds over that target
   * @param base the class that the target was launched with
   * @param from the class that the target has now
   * @param ceiling of the target
   * @param perfBurst whether policy allows the caller to ask for the highest class
   */
  public static QosDecision decide(
      QosPrivilege privilege,
      QosTarget target,
      QosClass base,
      QosClass from,
      QosArgument to,
      QosClass ceiling,
      boolean perfBurst) {
    if (!(to instanceof QosClass wanted)) {
      return QosDecision.INVALID_CLASS;
    }
    if (target == QosTarget.OTHER && privilege != QosPrivilege.SET_OTHER) {
      return QosDecision.NOT_PRIVILEGED;
    }
    if (wanted.isAbove(ceiling)) {
      return QosDecision.ABOVE_CEILING;
    }
    if (wanted == QosClass.PERF_BURST && !perfBurst) {
      return QosDecision.PERF_BURST_NOT_ALLOWED;
    }
    if (privilege == QosPrivilege.NONE && wanted.isAbove(QosClass.higher(base, from))) {
      return QosDecision.RAISE_NOT_ALLOWED;
    }
    return QosDecision.APPLIED;
  }

  /**
   * The host call {@code (operation, target, class)} of a guest.
   *
   * @param target the task that the guest's handle names, or null when it names none
   * @return for {@link #OP_GET_SELF} the code of the caller's current class (0 to 3), for {@link
   *     #OP_SET} 0; negative is a {@link QosOutcome#code()}
   */
  public int call(QosTask caller, int operation, @Nullable QosTask target, int wireClass) {
    if (operation == OP_GET_SELF) {
      return caller.state().current().code();
    }
    if (operation == OP_SET) {
      return set(caller, target, wireClass).outcome().code();
    }
    QosDecision decision = QosDecision.INVALID_OPERATION;
    audit.decided(decision, caller, target, null, QosClass.fromWire(wireClass));
    return decision.outcome().code();
  }

  /**
   * Sets the current class of a task.
   *
   * @param target the caller itself or another; null is an invalid target
   */
  public QosDecision set(QosTask caller, @Nullable QosTask target, int wireClass) {
    QosArgument to = QosClass.fromWire(wireClass);
    if (target == null) {
      audit.decided(QosDecision.INVALID_TARGET, caller, null, null, to);
      return QosDecision.INVALID_TARGET;
    }
    for (; ; ) {
      long reading = target.state().reading();
      QosDecision decision = decide(caller, target, reading, to);
      if (!decision.allowed() || !(to instanceof QosClass wanted)) {
        audit.decided(decision, caller, target, QosState.current(reading), to);
        return decision;
      }
      if (target.state().move(reading, wanted)) {
        recordMove(caller, target, reading, wanted);
        return decision;
      }
    }
  }

  private static QosDecision decide(QosTask caller, QosTask target, long reading, QosArgument to) {
    boolean self = caller.state() == target.state();
    QosGrant grant = caller.grant();
    return decide(
        self ? grant.privilege() : grant.privilegeOver(target.scope().principalName()),
        self ? QosTarget.SELF : QosTarget.OTHER,
        QosState.base(reading),
        QosState.current(reading),
        to,
        QosState.ceiling(reading),
        grant.allowsPerfBurst());
  }

  /** Lowers the caller's own ceiling for good; asking for more than it is, is refused. */
  public QosDecision lowerCeiling(QosTask caller, int wireClass) {
    QosArgument to = QosClass.fromWire(wireClass);
    for (; ; ) {
      long reading = caller.state().reading();
      QosClass from = QosState.ceiling(reading);
      if (!(to instanceof QosClass wanted)) {
        audit.ceiling(QosDecision.INVALID_CLASS, caller, from, to);
        return QosDecision.INVALID_CLASS;
      }
      if (wanted.isAbove(from)) {
        audit.ceiling(QosDecision.ABOVE_CEILING, caller, from, to);
        return QosDecision.ABOVE_CEILING;
      }
      if (caller.state().lowerCeiling(reading, wanted)) {
        recordLowering(caller, reading, wanted);
        return QosDecision.APPLIED;
      }
    }
  }

  private void recordMove(QosTask caller, QosTask target, long reading, QosClass to) {
    boolean audited = false;
    try {
      audit.decided(QosDecision.APPLIED, caller, target, QosState.current(reading), to);
      audited = true;
    } finally {
      if (!audited) {
        target.state().restore(QosState.moved(reading, to), reading);
      }
    }
  }

  private void recordLowering(QosTask caller, long reading, QosClass to) {
    boolean audited = false;
    try {
      audit.ceiling(QosDecision.APPLIED, caller, QosState.ceiling(reading), to);
      audited = true;
    } finally {
      if (!audited) {
        caller.state().restore(QosState.lowered(reading, to), reading);
      }
    }
  }
}
