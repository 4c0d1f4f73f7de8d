package dev.stint.cli.suggest;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An application that does the same in every round, four rounds a second: it holds five threads
 * (one of them of its timers), eight sockets, a listener and six timers at once and makes 4 MiB of
 * garbage. What it prints does not depend on time.
 */
public final class WorkingProgram {
  private static final int THREADS = 4;
  private static final int CONNECTIONS = 4;
  private static final int TIMERS = 5;
  private static final int ROUND_MILLIS = 250;

  private long garbage;

  private WorkingProgram() {}

  /**
   * @param args how many rounds; without, until the input ends
   */
  public static void main(String[] args) throws Exception {
    WorkingProgram program = new WorkingProgram();
    ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
    timers.setRemoveOnCancelPolicy(true);
    try {
      timers.prestartAllCoreThreads();
      System.out.println("ready");
      int rounds = args.length == 0 ? Integer.MAX_VALUE : Integer.parseInt(args[0]);
      for (int i = 0; i < rounds && (args.length > 0 || System.in.available() == 0); i++) {
        program.round(timers);
      }
      boolean whole = program.garbage > 0 && program.garbage % (4 << 20) == 0;
      System.out.println("garbage of whole rounds: " + whole);
    } finally {
      timers.shutdownNow();
    }
  }

  private void round(ScheduledThreadPoolExecutor timers) throws Exception {
    CountDownLatch pause = new CountDownLatch(1);
    Future<?> unused = timers.schedule(pause::countDown, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    threads();
    sockets();
    timers(timers);
    for (int i = 0; i < 64; i++) {
      garbage += new byte[64 << 10].length;
    }
    pause.await();
  }

  private static void threads() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    try {
      for (int i = 0; i < THREADS; i++) {
        Thread thread = new Thread(() -> await(end));
        thread.start();
        threads.add(thread);
      }
    } finally {
      end.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sockets() throws Exception {
    List<Socket> open = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < CONNECTIONS; i++) {
        open.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        open.add(server.accept());
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private static void timers(ScheduledThreadPoolExecutor timers) {
    List<Future<?>> waiting = new ArrayList<>();
    for (int i = 0; i < TIMERS; i++) {
      waiting.add(timers.schedule(() -> {}, 1, TimeUnit.HOURS));
    }
    waiting.forEach(timer -> timer.cancel(false));
  }
}
