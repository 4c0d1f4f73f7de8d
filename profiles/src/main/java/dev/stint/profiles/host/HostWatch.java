package dev.stint.profiles.host;

import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Nullable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Looks again at the host, because a container may be resized while it runs, and tells listeners
 * when another {@link Concurrency} follows. It has no thread: somebody who keeps house calls {@link
 * #poll} as often as they like, and most calls only read the clock. Thread-safe.
 *
 * <p>A fact that cannot be read any more keeps its last value: losing sight lifts no bound.
 */
public final class HostWatch {
  /** The time between two looks, unless another is asked for. */
  public static final long EVERY_NANOS = 5_000_000_000L;

  /** Is told of a change, on the thread that polls; it should be quick. */
  @FunctionalInterface
  public interface Listener {
    void changed(Concurrency before, Concurrency now);
  }

  private final Supplier<HostFacts> facts;
  private final Settings settings;
  private final MonotonicClock clock;
  private final long everyNanos;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  private HostFacts seen;
  private volatile Concurrency current;
  private long lookedAt;

  /** Watches this host, every {@link #EVERY_NANOS}. */
  public static HostWatch ofThisHost(Settings settings) throws HostException {
    return new HostWatch(HostFacts::ofThisHost, settings, MonotonicClock.SYSTEM, EVERY_NANOS);
  }

  /** Reads the facts at once, and then at most once in that time. */
  public HostWatch(
      Supplier<HostFacts> facts, Settings settings, MonotonicClock clock, long everyNanos)
      throws HostException {
    this.facts = facts;
    this.settings = settings;
    this.clock = clock;
    this.everyNanos = everyNanos;
    this.seen = facts.get();
    this.current = Concurrency.derive(seen, settings);
    this.lookedAt = clock.nanoTime();
  }

  /** What holds now. */
  public Concurrency current() {
    return current;
  }

  /** Adds a listener; it is told of changes from now on. */
  public void add(Listener listener) {
    listeners.add(listener);
  }

  public void remove(Listener listener) {
    listeners.remove(listener);
  }

  /**
   * Looks again when it is time. A listener that fails does not keep the others from being told;
   * its exception is thrown afterwards.
   *
   * @return whether something changed
   * @throws HostException when a setting, read anew, is no number any more; the old values stay
   */
  public synchronized boolean poll() throws HostException {
    long now = clock.nanoTime();
    if (now - lookedAt < everyNanos) {
      return false;
    }
    lookedAt = now;
    HostFacts fresh = facts.get().orLast(seen);
    Concurrency before = current;
    Concurrency after = Concurrency.derive(fresh, settings);
    seen = fresh;
    current = after;
    if (after.sameSizes(before)) {
      return false;
    }
    tell(before, after);
    return true;
  }

  private void tell(Concurrency before, Concurrency after) {
    RuntimeException failure = null;
    for (Listener listener : listeners) {
      failure = tell(listener, before, after, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException tell(
      Listener listener,
      Concurrency before,
      Concurrency after,
      @Nullable RuntimeException earlier) {
    try {
      listener.changed(before, after);
      return earlier;
    } catch (RuntimeException e) {
      if (earlier == null) {
        return e;
      }
      earlier.addSuppressed(e);
      return earlier;
    }
  }
}
