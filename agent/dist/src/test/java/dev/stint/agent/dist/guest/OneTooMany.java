package dev.stint.agent.dist.guest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Holds a thread and a listener, and tries one more of each, and a connection. */
public final class OneTooMany {
  private OneTooMany() {}

  public static void main(String[] args) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread held = new Thread(() -> await(end));
    held.start();
    try {
      new Thread(() -> await(end)).start();
    } catch (RuntimeException e) {
      Held.say("thread", e.getMessage());
    }
    try (ServerSocket first = new ServerSocket(0)) {
      listen();
      connect(first);
    }
    end.countDown();
    held.join();
  }

  private static void listen() {
    try (ServerSocket second = new ServerSocket(0)) {
      Held.say("listener", second);
    } catch (IOException e) {
      Held.say("listener", e.getMessage());
    }
  }

  private static void connect(ServerSocket to) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(to.getInetAddress(), to.getLocalPort()));
      Held.say("socket", socket);
    } catch (IOException e) {
      Held.say("socket", e.getMessage());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
