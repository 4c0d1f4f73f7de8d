package dev.stint.ledger.qos;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;

/**
 * The audit records of QoS and timer decisions: who, whom, which class, why. They never carry a
 * deadline, a wake time or a window, which would tell one task when another one sleeps (checklist
 * <b>Threading:</b> as the sink. <b>Failure:</b> that of the sink.
 */
public final class QosAudit {
  private static final String SUBJECT = "qos";
  private static final int LONGEST_PATH = 256;

  private final AuditSink sink;

  public QosAudit(AuditSink sink) {
    this.sink = sink;
  }

  void decided(
      QosDecision decision,
      QosTask caller,
      @Nullable QosTask target,
      @Nullable QosClass from,
      QosArgument to) {
    String path = target == null ? "-" : path(target.scope());
    append(decision, caller, path, from == null ? "-" : from.label(), to.label(), "");
  }

  void ceiling(QosDecision decision, QosTask caller, QosClass from, QosArgument to) {
    append(decision, caller, path(caller.scope()), from.label(), to.label(), " of=ceiling");
  }

  private void append(
      QosDecision decision, QosTask caller, String target, String from, String to, String of) {
    String detail =
        "QOS-AUDIT decision="
            + (decision.allowed() ? "allow" : "deny")
            + " reason="
            + decision.reason()
            + " caller="
            + path(caller.scope())
            + " target="
            + target
            + " from="
            + from
            + " to="
            + to
            + of;
    sink.append(kind(decision.allowed()), path(caller.scope()), SUBJECT, detail);
  }

  /**
   * Records what became of a request for a timer, once per request.
   *
   * @param asked the class that was asked for
   * @param live how many timers the owner has after the decision
   */
  public void timer(Scope owner, TimerOutcome outcome, QosArgument asked, long live) {
    boolean allowed = outcome == TimerOutcome.ADMITTED;
    String detail =
        "timed register decision="
            + (allowed ? "allow" : "deny")
            + " reason="
            + outcome.label()
            + " class="
            + asked.label()
            + " live="
            + live;
    sink.append(kind(allowed), path(owner), "timers", detail);
  }

  private static AuditKind kind(boolean allowed) {
    return allowed ? AuditKind.GRANTED : AuditKind.DENIED;
  }

  /** Names of sessions may be anything: here one word of bounded length, without a blank. */
  private static String path(Scope scope) {
    String path = scope.path();
    int length = Math.min(path.length(), LONGEST_PATH);
    StringBuilder safe = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = path.charAt(i);
      safe.append(c > ' ' && c < 127 ? c : '?');
    }
    return safe.toString();
  }
}
