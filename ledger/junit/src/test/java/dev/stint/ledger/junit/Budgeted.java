package dev.stint.ledger.junit;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Tests that {@link ResourceBudgetTest} runs; some of them are meant to fail. */
@ResourceBudget(resource = "log.bytes", hard = "2")
class Budgeted {
  static volatile Object sink = "";
  static final List<String> seen = new ArrayList<>();

  @Test
  @ResourceBudget(resource = "heap.allocated", hard = "1Mi")
  void allocatesFourMiB() {
    sink = new byte[4 << 20];
  }

  @Test
  @ResourceBudget(resource = "heap.allocated", hard = "1Mi")
  void allocatesLittle() {
    sink = new byte[1 << 10];
  }

  @Test
  @ResourceBudget(resource = "heap.allocated", hard = "1Mi")
  void failsByItself() {
    sink = new byte[4 << 20];
    throw new IllegalStateException("its own failure");
  }

  @Test
  @ResourceBudget(resource = "threads", hard = "2")
  void startsThreeThreads() throws InterruptedException {
    startAndEnd(3);
  }

  @Test
  @ResourceBudget(resource = "threads", hard = "2")
  void startsTwoThreads() throws InterruptedException {
    startAndEnd(2);
  }

  @Test
  @ResourceBudget(resource = "cpu.time", hard = "1ms")
  void spinsForLong() {
    long end = System.nanoTime() + 20_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  @ResourceBudget(resource = "fuel", hard = "10k")
  void throwsWhatItIsDenied(Scope scope) {
    scope.reserveOrThrow(Resource.FUEL, 10_001);
  }

  @Test
  @ResourceBudget(resource = "fuel", hard = "10k")
  @ResourceBudget(resource = "sockets", hard = "0")
  void swallowsItsDenial(Scope scope) {
    scope.charge(Resource.FUEL, 9_000);
    sink = scope.charge(Resource.SOCKETS, 1);
  }

  @Test
  void chargesTheLimitOfItsClass(Scope scope) {
    scope.reserveOrThrow(Resource.LOG_BYTES, 3);
  }

  @Test
  @ResourceBudget(resource = "log.bytes", hard = "3")
  void hasALimitOfItsOwn(Scope scope) {
    scope.reserveOrThrow(Resource.LOG_BYTES, 3);
  }

  @RepeatedTest(2)
  void noticesItsScope(Scope scope) {
    seen.add(scope.path() + " " + (Cell.current().scope == scope));
  }

  @Test
  @ResourceBudget(resource = "heep.allocated", hard = "1")
  void namesAnUnknownResource() {
    seen.add("ran");
  }

  @Test
  @ResourceBudget(resource = "threads", hard = "1Mi")
  void namesNoAmount() {
    seen.add("ran");
  }

  @Nested
  class Inner {
    @Test
    void chargesTheLimitOfTheOuterClass(Scope scope) {
      scope.reserveOrThrow(Resource.LOG_BYTES, 3);
    }
  }

  static int openScopes() {
    return Ledgers.jvm().principal("test").children().size();
  }

  private static void startAndEnd(int count) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> await(end));
      thread.start();
      threads.add(thread);
    }
    end.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
