package dev.stint.sandbox;

import dev.stint.ledger.Nullable;
import dev.stint.sandbox.spi.CapsuleInstance;
import dev.stint.sandbox.spi.GuestStopped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops one run from another thread. The stop is a flag that every host call and fuel slice reads,
 * and an interrupt of the engine and the thread, repeated until the guest has ended.
 *
 * <p>The lock guards {@code running}, {@code thread} and {@code instance}: nothing is interrupted
 * any more once {@link #guestEnded} has returned.
 */
final class RunControl {
  /** Why a run is stopped. */
  enum Stop {
    DEADLINE,
    CANCELLED
  }

  private static final long REPEAT_MILLIS = 50;
  private static final int REPEATS_BEFORE_CLOSE = 10;

  private final Object lock = new Object();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Stop stop;
  private volatile String inside = "";
  private volatile long stoppedAtNanos;
  private boolean running;
  private @Nullable Thread thread;
  private @Nullable CapsuleInstance instance;

  /** Called on the guest's thread before its first instruction. */
  void guestStarts(CapsuleInstance started) {
    synchronized (lock) {
      running = true;
      thread = Thread.currentThread();
      instance = started;
    }
    check();
  }

  /** Called on the guest's thread when no more of the guest will run. Clears an interrupt. */
  void guestEnded() {
    synchronized (lock) {
      running = false;
      Thread.interrupted();
    }
  }

  /** Called when the run has given everything back. */
  void settled() {
    ended.countDown();
  }

  /**
   * Waits a while for the end; true when the run has ended, or was stopped so long ago that there
   * is no more use in waiting. An interrupt ends the wait and stays set.
   */
  boolean hasSettled(long graceNanos) {
    try {
      boolean done = ended.await(REPEAT_MILLIS, TimeUnit.MILLISECONDS);
      return done || (stop != null && System.nanoTime() - stoppedAtNanos > graceNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends a run that is to be stopped; called where the guest meets the host. */
  void check() {
    if (stop != null) {
      throw new GuestStopped();
    }
  }

  void enter(String hostFunction) {
    check();
    inside = hostFunction;
  }

  void leave() {
    inside = "";
    check();
  }

  @Nullable
  Stop stopped() {
    return stop;
  }

  /** The host function that the guest waits for now, or empty. */
  String inside() {
    return inside;
  }

  /** Stops the run, once; the first reason stands. Returns at once. */
  void stop(Stop why) {
    synchronized (lock) {
      if (stop != null || ended.getCount() == 0) {
        return;
      }
      stoppedAtNanos = System.nanoTime();
      stop = why;
    }
    Thread stopper = new Thread(this::interruptUntilEnded, "stint-stop");
    stopper.setDaemon(true);
    stopper.start();
  }

  private void interruptUntilEnded() {
    try {
      for (int i = 0; !ended.await(i == 0 ? 0 : REPEAT_MILLIS, TimeUnit.MILLISECONDS); i++) {
        if (!interrupt(i == REPEATS_BEFORE_CLOSE)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when there is nothing to interrupt any more. */
  private boolean interrupt(boolean close) {
    CapsuleInstance target;
    synchronized (lock) {
      Thread guest = thread;
      target = instance;
      if (guest == null || target == null) {
        return true;
      }
      if (!running) {
        return false;
      }
      guest.interrupt();
      if (!close) {
        target.interrupt();
      }
    }
    if (close) {
      target.close();
    }
    return !close;
  }
}
