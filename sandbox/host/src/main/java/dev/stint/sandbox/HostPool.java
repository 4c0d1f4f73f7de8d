package dev.stint.sandbox;

import dev.stint.ledger.Unit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that all guests of this JVM together may take for memories and tables: a third of the
 * largest heap, because an engine holds old and new while a memory moves. Apart from the ledgers,
 * which say what is allowed, this says what is there. Thread-safe.
 */
final class HostPool {
  private static final int PART = 3;

  static final HostPool JVM = new HostPool(Runtime.getRuntime().maxMemory() / PART);

  private final long boundBytes;
  private final AtomicLong taken = new AtomicLong();

  HostPool(long boundBytes) {
    this.boundBytes = boundBytes;
  }

  boolean take(long bytes) {
    long seen;
    do {
      seen = taken.get();
      if (bytes > boundBytes - seen) {
        return false;
      }
    } while (!taken.compareAndSet(seen, seen + bytes));
    return true;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  long takenBytes() {
    return taken.get();
  }

  /** Ends a run that cannot begin. */
  HostExhausted exhausted(long bytes) {
    return new HostExhausted(
        "host has no heap for the guest: requested ["
            + Unit.BYTES.format(bytes)
            + "], used ["
            + Unit.BYTES.format(taken.get())
            + "], of ["
            + Unit.BYTES.format(boundBytes)
            + "] (STINT-H015)");
  }

  /** One line that ends with the code. */
  static final class HostExhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HostExhausted(String message) {
      super(message, null, false, false);
    }
  }
}
