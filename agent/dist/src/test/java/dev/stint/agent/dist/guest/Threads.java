package dev.stint.agent.dist.guest;

import dev.stint.ledger.Resource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts threads up to a limit of two and beyond, and lets them die in every way. */
public final class Threads {
  private Threads() {}

  public static void main(String[] args) throws Exception {
    beyondTheLimit();
    startedTwice();
    deathByException();
    subclassWithoutSuper();
    poolWhoseTasksThrow();
    if (Runtime.version().feature() >= 21) {
      virtual();
    }
  }

  private static void beyondTheLimit() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread[] held = {thread(() -> await(end)), thread(() -> await(end))};
    for (Thread thread : held) {
      thread.start();
    }
    Thread third = thread(() -> Held.say("third", "ran"));
    start(third);
    Held.say("state", third.getState());
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      pool.execute(() -> Held.say("pool", "ran"));
    } catch (RuntimeException e) {
      Held.say("pool", e.getClass().getSimpleName());
    }
    end.countDown();
    for (Thread thread : held) {
      thread.join();
    }
    Held.await(Resource.THREADS, 0);
    pool.submit(() -> Held.say("pool", "later")).get();
    pool.shutdown();
    pool.awaitTermination(20, TimeUnit.SECONDS);
    start(third);
    third.join();
    Held.await(Resource.THREADS, 0);
  }

  private static void start(Thread thread) {
    try {
      thread.start();
    } catch (RuntimeException e) {
      Held.say(e.getClass().getName(), e.getMessage());
    }
  }

  private static void startedTwice() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = thread(() -> await(end));
    thread.start();
    start(thread);
    Held.say("held after the failed start", Held.now(Resource.THREADS));
    end.countDown();
    thread.join();
    start(thread);
    Held.await(Resource.THREADS, 0);
  }

  private static void deathByException() throws Exception {
    Thread thread =
        thread(
            () -> {
              throw new IllegalStateException("dies");
            });
    thread.setUncaughtExceptionHandler((dead, e) -> Held.say("death by", e.getMessage()));
    thread.start();
    thread.join();
    Held.await(Resource.THREADS, 0);
  }

  private static void subclassWithoutSuper() throws Exception {
    Thread thread =
        new Thread() {
          @Override
          public void run() {
            Held.say("subclass held", Held.now(Resource.THREADS));
          }
        };
    thread.start();
    thread.join();
    Held.await(Resource.THREADS, 0);
  }

  private static void poolWhoseTasksThrow() throws Exception {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            1,
            work -> {
              Thread thread = new Thread(work);
              thread.setUncaughtExceptionHandler((dead, e) -> {});
              return thread;
            });
    AtomicInteger ran = new AtomicInteger();
    for (int i = 0; i < 20; i++) {
      pool.execute(
          () -> {
            ran.incrementAndGet();
            throw new IllegalStateException("task");
          });
    }
    pool.shutdown();
    pool.awaitTermination(20, TimeUnit.SECONDS);
    Held.say("tasks that killed their worker", ran);
    Held.await(Resource.THREADS, 0);
  }

  /** By reflection: compiled for 17. */
  private static void virtual() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    Thread first = (Thread) start.invoke(null, (Runnable) () -> await(end));
    try {
      start.invoke(null, (Runnable) () -> Held.say("virtual", "ran"));
    } catch (java.lang.reflect.InvocationTargetException e) {
      Held.say("virtual", e.getCause().getMessage());
    }
    end.countDown();
    first.join();
    Held.await(Resource.THREADS_VIRTUAL, 0);
  }

  private static Thread thread(Runnable work) {
    return new Thread(work);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
