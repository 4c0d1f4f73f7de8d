package dev.stint.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everybody who listens to a graph, in the order in which they began. An exception or error of one
 * is counted and keeps neither the others nor the caller from going on: what they hear of has
 * happened already, and the caller may be a guest. Telling allocates nothing.
 */
final class Listeners implements LedgerListener {
  private final Ledgers root;
  private volatile LedgerListener[] all = {};

  Listeners(Ledgers root) {
    this.root = root;
  }

  synchronized void add(LedgerListener listener) {
    LedgerListener[] next = Arrays.copyOf(all, all.length + 1);
    next[all.length] = listener;
    all = next;
  }

  synchronized void remove(LedgerListener listener) {
    List<LedgerListener> next = new ArrayList<>(Arrays.asList(all));
    next.remove(listener);
    all = next.toArray(new LedgerListener[0]);
  }

  @Override
  public void denied(Denied denied) {
    for (LedgerListener listener : all) {
      try {
        listener.denied(denied);
      } catch (Throwable e) {
        root.noticeFailed();
      }
    }
  }

  @Override
  public void scopeOpened(Scope scope) {
    for (LedgerListener listener : all) {
      try {
        listener.scopeOpened(scope);
      } catch (Throwable e) {
        root.noticeFailed();
      }
    }
  }

  @Override
  public void scopeClosed(Scope scope) {
    for (LedgerListener listener : all) {
      try {
        listener.scopeClosed(scope);
      } catch (Throwable e) {
        root.noticeFailed();
      }
    }
  }
}
