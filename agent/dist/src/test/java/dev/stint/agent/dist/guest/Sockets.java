package dev.stint.agent.dist.guest;

import dev.stint.ledger.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Opens, accepts and closes sockets by every path, against a limit of three. */
public final class Sockets {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private Sockets() {}

  public static void main(String[] args) throws Exception {
    closedByEveryPath();
    collected();
    asynchronous();
    beyondTheLimit();
    blockingAcceptDenied();
    nonBlockingAcceptDenied();
    Held.await(Resource.SOCKETS, 0);
    Held.await(Resource.LISTENERS, 0);
  }

  private static void closedByEveryPath() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, LOOPBACK)) {
      Socket client = new Socket(LOOPBACK, server.getLocalPort());
      Socket accepted = server.accept();
      OutputStream out = client.getOutputStream();
      out.write(new byte[1000]);
      client.shutdownOutput();
      Held.say("read", accepted.getInputStream().readAllBytes().length);
      Held.say("held", Held.now(Resource.SOCKETS));
      out.close();
      client.close();
      accepted.getInputStream().close();
    }
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(any())) {
      SocketChannel client = SocketChannel.open(server.getLocalAddress());
      server.accept().socket().close();
      client.configureBlocking(false);
      client.close();
    }
    new DatagramSocket().close();
    DatagramChannel.open().close();
    try {
      new Socket(LOOPBACK, 1).close();
    } catch (IOException refused) {
      Held.say("refused", "ok");
    }
    try {
      SocketChannel.open(new InetSocketAddress(LOOPBACK, 1)).close();
    } catch (IOException refused) {
      Held.say("refused", "ok");
    }
    Held.say("held", Held.now(Resource.SOCKETS));
  }

  private static InetSocketAddress any() {
    return new InetSocketAddress(LOOPBACK, 0);
  }

  /** A socket that nobody closes is closed by the JDK's Cleaner. */
  private static void collected() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, LOOPBACK)) {
      new Socket(LOOPBACK, server.getLocalPort());
      server.accept();
      while (Held.now(Resource.SOCKETS) > 0) {
        System.gc();
        Thread.onSpinWait();
      }
    }
  }

  private static void asynchronous() throws Exception {
    try (var server = AsynchronousServerSocketChannel.open().bind(any())) {
      AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
      client.connect(server.getLocalAddress()).get();
      AsynchronousSocketChannel accepted = server.accept().get();
      Held.say("asynchronous", Held.now(Resource.SOCKETS));
      accepted.close();
      client.close();
    }
    Held.await(Resource.SOCKETS, 0);
  }

  private static void beyondTheLimit() throws IOException {
    SocketChannel[] held = new SocketChannel[3];
    for (int i = 0; i < held.length; i++) {
      held[i] = SocketChannel.open();
    }
    try {
      SocketChannel.open().close();
    } catch (SocketException e) {
      Held.say(e.getClass().getName(), e.getMessage());
    }
    try {
      new Socket(LOOPBACK, 1).close();
    } catch (SocketException e) {
      Held.say("java.net.Socket", e.getMessage());
    }
    for (SocketChannel channel : held) {
      channel.close();
    }
    Held.say("held", Held.now(Resource.SOCKETS));
  }

  private static void blockingAcceptDenied() throws IOException {
    SocketChannel first = SocketChannel.open();
    SocketChannel second = SocketChannel.open();
    try (ServerSocket server = new ServerSocket(0, 10, LOOPBACK);
        SocketChannel client = SocketChannel.open(server.getLocalSocketAddress())) {
      long start = System.nanoTime();
      try {
        server.accept().close();
      } catch (SocketException e) {
        Held.say("accept", e.getMessage());
      }
      boolean waited = System.nanoTime() - start >= 50_000_000L;
      Held.say("waited", waited && first.isOpen() && second.isOpen() && client.isOpen());
      second.close();
      try (SocketChannel again = SocketChannel.open(server.getLocalSocketAddress())) {
        first.close();
        server.accept().close();
        Held.say("accepted", again.isOpen());
      }
    }
  }

  private static void nonBlockingAcceptDenied() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(any());
        SocketChannel first = SocketChannel.open();
        SocketChannel second = SocketChannel.open();
        SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
      long denied = denied();
      server.configureBlocking(false);
      SocketChannel none = server.accept();
      while (denied() == denied) {
        none = server.accept();
      }
      Held.say("non-blocking", none);
      int read = client.read(java.nio.ByteBuffer.allocate(1));
      Held.say("client sees the end", read == -1 && first.isOpen() && second.isOpen());
    }
  }

  private static long denied() {
    return dev.stint.ledger.Cell.current().scope.ledger(Resource.SOCKETS).denied();
  }
}
