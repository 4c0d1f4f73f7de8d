package dev.stint.ledger.qos;

import dev.stint.ledger.Scope;

/**
 * A task as the host knows it: its scope, its class and what policy granted it. Requests carry this
 * identity and never a name that the task sent. Immutable but for the {@link QosState}.
 */
public final class QosTask {
  private final Scope scope;
  private final QosState state;
  private final QosGrant grant;

  public QosTask(Scope scope, QosState state, QosGrant grant) {
    this.scope = scope;
    this.state = state;
    this.grant = grant;
  }

  public Scope scope() {
    return scope;
  }

  public QosState state() {
    return state;
  }

  public QosGrant grant() {
    return grant;
  }
}
