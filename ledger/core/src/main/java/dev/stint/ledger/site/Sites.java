package dev.stint.ledger.site;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Headroom;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Scope;
import java.util.concurrent.atomic.AtomicLong;

/** What the entry points share, and what the agent reads and sets of them. */
public final class Sites {
  private static final AtomicLong FAULTS = new AtomicLong();

  private Sites() {}

  /** The scope that pays on this thread. */
  static Scope payer(Cell cell) {
    Scope scope = cell.scope;
    return scope == null ? Fallback.SCOPE : scope;
  }

  /** A hook met something it did not expect and let the caller go on, uncounted. */
  static void fault() {
    FAULTS.incrementAndGet();
  }

  /**
   * Whether a charge can be given back here. Where the stack is about to end it is not: a close
   * must not throw, and the charge ends when the thing it was made for is collected.
   */
  static boolean hasHeadroom() {
    try {
      Headroom.require();
      return true;
    } catch (StackOverflowError endOfStack) {
      return false;
    }
  }

  /** How often a hook failed and counted nothing: 0 unless something is wrong. */
  public static long faults() {
    return FAULTS.get();
  }

  /** Ends the charges of what was collected without being closed; called now and then. */
  public static int expunge() {
    return ThreadSites.expunge()
        + SocketSites.expunge()
        + TimerSites.expunge()
        + TaskSites.expunge();
  }

  /** Made at the first charge that nobody else pays for. */
  private static final class Fallback {
    static final Scope SCOPE = Ledgers.jvm().principal(PrincipalName.DEFAULT);
  }
}
