package dev.stint.cli;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Resource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** An application that starts and ends threads as its input says; one line of output for each. */
final class LiveProgram {
  private static final int WORKERS = 3;

  private static final Deque<Held> HELD = new ArrayDeque<>();
  private static final List<Thread> LOAD = new ArrayList<>();
  private static final AtomicLong STARTED = new AtomicLong();
  private static final AtomicLong DENIED = new AtomicLong();
  private static volatile boolean stopped;

  private record Held(Thread thread, CountDownLatch end) {}

  private LiveProgram() {}

  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(answer(line));
    }
  }

  private static String answer(String command) throws InterruptedException, IOException {
    return switch (command) {
      case "start" -> start();
      case "end" -> end();
      case "load" -> load();
      case "stop" -> stop();
      default -> throw new IOException(command);
    };
  }

  private static String start() {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(() -> await(end));
    try {
      thread.start();
    } catch (RuntimeException denied) {
      return String.valueOf(denied.getMessage());
    }
    HELD.push(new Held(thread, end));
    return "started";
  }

  private static String end() throws InterruptedException {
    Held held = HELD.pop();
    long before = used();
    held.end().countDown();
    held.thread().join();
    while (used() == before) {
      Thread.yield();
    }
    return "ended";
  }

  /** Threads that start threads, as often as they may. */
  private static String load() {
    for (int i = 0; i < WORKERS; i++) {
      Thread worker = new Thread(LiveProgram::work);
      worker.start();
      LOAD.add(worker);
    }
    return "loading";
  }

  private static void work() {
    while (!stopped) {
      Thread thread = new Thread(() -> {});
      try {
        thread.start();
        STARTED.incrementAndGet();
        thread.join();
      } catch (RuntimeException denied) {
        DENIED.incrementAndGet();
        Thread.yield();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String stop() throws InterruptedException {
    stopped = true;
    for (Thread worker : LOAD) {
      worker.join();
    }
    while (used() != 0) {
      Thread.yield();
    }
    boolean both = STARTED.get() > 0 && DENIED.get() > 0;
    return "held " + used() + (both ? ", some started and some denied" : ", not both");
  }

  private static long used() {
    return Cell.current().scope.ledger(Resource.THREADS).used();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
