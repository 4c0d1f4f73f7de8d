package dev.stint.ledger;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** The threads that wait for room in one ledger, first come first woken. */
final class WaitQueue {
  private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();

  void join(Thread thread) {
    threads.add(thread);
  }

  void leave(Thread thread) {
    threads.remove(thread);
  }

  /** Wakes everyone, in the order of arrival: who fits is decided by the charge. */
  void wakeAll() {
    if (threads.isEmpty()) {
      return;
    }
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
