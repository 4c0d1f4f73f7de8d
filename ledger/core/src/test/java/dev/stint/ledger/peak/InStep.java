package dev.stint.ledger.peak;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Two threads that come to each of many rounds at about the same instant. */
final class InStep {
  private static final int SPINS = 2_000;

  private final AtomicInteger arrived = new AtomicInteger();

  private InStep() {}

  static void race(int rounds, IntConsumer one, IntConsumer two) throws InterruptedException {
    InStep step = new InStep();
    Thread other = new Thread(() -> step.run(rounds, one));
    other.start();
    step.run(rounds, two);
    other.join();
  }

  private void run(int rounds, IntConsumer task) {
    for (int i = 0; i < rounds; i++) {
      arrived.incrementAndGet();
      for (int spins = 0; arrived.get() < 2 * i + 2; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
      task.accept(i);
    }
  }
}
