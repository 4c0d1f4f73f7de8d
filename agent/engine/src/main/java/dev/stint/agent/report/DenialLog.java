package dev.stint.agent.report;

import dev.stint.agent.Log;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Denied;
import dev.stint.ledger.LedgerListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints the first denial of each principal and resource whole, and counts the rest: a caller that
 * swallows the exception is still heard of, once. At most 1,000 lines. Printing is left to another
 * thread, because a hook may hold locks of the JDK.
 */
public final class DenialLog implements LedgerListener {
  private static final int LINES = 1_000;

  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> pending = new ConcurrentLinkedQueue<>();
  private final AtomicInteger lines = new AtomicInteger();
  private final AtomicLong repeated = new AtomicLong();
  private final Log log;

  public DenialLog(Log log) {
    this.log = log;
  }

  @Override
  public void denied(Denied denied) {
    Cell cell = Cell.current();
    cell.inside++;
    try {
      String key = denied.requester().path() + ' ' + denied.resource().label();
      if (told.size() < LINES && told.add(key)) {
        lines.incrementAndGet();
        pending.add(denied.message());
      } else {
        repeated.incrementAndGet();
      }
    } finally {
      cell.inside--;
    }
  }

  /** Prints what was heard of since the last call. */
  public synchronized void flush() {
    for (String line = pending.poll(); line != null; line = pending.poll()) {
      log.line("denied: " + line);
    }
  }

  /** How many denials were counted and not printed. */
  public long repeated() {
    return repeated.get();
  }
}
