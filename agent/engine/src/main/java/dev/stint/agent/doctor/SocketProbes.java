package dev.stint.agent.doctor;

import static dev.stint.agent.doctor.Probe.expect;

import dev.stint.ledger.Resource;
import dev.stint.ledger.site.SocketLimitExceeded;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Probes of sockets, on the loopback address. */
final class SocketProbes {
  private static final int BYTES = 3;

  private SocketProbes() {}

  /** Every probe of sockets. */
  static List<Probe> all() {
    return List.of(open(), listen(), accept(), close(), bytes());
  }

  private static Probe open() {
    return new Probe(
        "socket.open", Resource.SOCKETS, SocketProbes::openCounts, SocketProbes::openDenies);
  }

  private static void openCounts(ProbeLedger ledger) throws Exception {
    SocketChannel channel = SocketChannel.open();
    long held = ledger.used(Resource.SOCKETS);
    channel.close();
    expect(held == 1, "an open socket was not counted");
  }

  private static void openDenies(ProbeLedger ledger) throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      throw new Probe.Finding("a socket beyond the limit was opened: " + channel);
    } catch (SocketLimitExceeded denied) {
      expect(ledger.used(Resource.SOCKETS) == 0, "a denied socket was counted");
    }
  }

  private static Probe listen() {
    return new Probe(
        "socket.listen",
        Resource.LISTENERS,
        SocketProbes::listenCounts,
        SocketProbes::listenDenies);
  }

  private static void listenCounts(ProbeLedger ledger) throws Exception {
    ServerSocket server = new ServerSocket(0, 1, loopback());
    long held = ledger.used(Resource.LISTENERS);
    server.close();
    expect(held == 1, "a listening socket was not counted");
    ledger.expectGivenBack(Resource.LISTENERS, "a closed listener was not given back");
  }

  private static void listenDenies(ProbeLedger ledger) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, loopback())) {
      throw new Probe.Finding("a listener beyond the limit was opened: " + server);
    } catch (SocketException denied) {
      // On 17 java.net makes a new exception of ours, with the same message.
      expect(ledger.scope().ledger(Resource.LISTENERS).denied() == 1, "unexpected " + denied);
      expect(ledger.used(Resource.LISTENERS) == 0, "a denied listener was counted");
    }
  }

  private static Probe accept() {
    return new Probe("socket.accept", Resource.SOCKETS, SocketProbes::acceptCounts, Probe.NONE);
  }

  private static void acceptCounts(ProbeLedger ledger) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, loopback());
        Socket client = new Socket(loopback(), server.getLocalPort());
        Socket accepted = server.accept()) {
      expect(client.isConnected() && accepted.isConnected(), "not connected");
      expect(ledger.used(Resource.SOCKETS) == 2, "an accepted socket was not counted");
    }
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort(), 1);
        SocketChannel client = SocketChannel.open(server.getLocalAddress());
        SocketChannel accepted = server.accept()) {
      expect(client.isConnected() && accepted.isConnected(), "not connected");
      expect(ledger.used(Resource.SOCKETS) == 2, "an accepted channel was not counted");
    }
    acceptDenies(ledger);
  }

  private static void acceptDenies(ProbeLedger ledger) throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort(), 1);
        SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
      ledger.deny(Resource.SOCKETS);
      server.configureBlocking(false);
      expect(server.accept() == null && client.isOpen(), "a channel was accepted past the limit");
      expect(ledger.used(Resource.SOCKETS) == 1, "a denied channel was counted");
    }
  }

  private static Probe close() {
    return new Probe("socket.close", Resource.SOCKETS, SocketProbes::closeGivesBack, Probe.NONE);
  }

  private static void closeGivesBack(ProbeLedger ledger) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, loopback())) {
      Socket client = new Socket(loopback(), server.getLocalPort());
      Socket accepted = server.accept();
      client.close();
      client.close();
      accepted.close();
    }
    expect(ledger.total(Resource.SOCKETS) == 2, "sockets were not counted");
    ledger.expectGivenBack(Resource.SOCKETS, "a closed socket was not given back");
  }

  private static Probe bytes() {
    return new Probe("net.bytes", Resource.NET_OUT, SocketProbes::bytesCount, Probe.NONE);
  }

  private static void bytesCount(ProbeLedger ledger) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, loopback());
        Socket client = new Socket(loopback(), server.getLocalPort());
        Socket accepted = server.accept()) {
      client.getOutputStream().write(new byte[BYTES]);
      int read = accepted.getInputStream().readNBytes(BYTES).length;
      expect(ledger.total(Resource.NET_OUT) == BYTES, "written bytes were not counted");
      expect(ledger.total(Resource.NET_IN) == read, "read bytes were not counted");
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(loopback(), 0);
  }
}
