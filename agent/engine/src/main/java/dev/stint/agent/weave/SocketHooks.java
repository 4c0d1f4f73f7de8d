package dev.stint.agent.weave;

import static dev.stint.agent.weave.Arg.ARG0;
import static dev.stint.agent.weave.Arg.ARG1;
import static dev.stint.agent.weave.Arg.RESULT;
import static dev.stint.agent.weave.Arg.THIS;
import static dev.stint.agent.weave.Arg.THROWN;
import static dev.stint.agent.weave.Arg.TOKEN;

import java.util.List;

/** Sockets, listeners, accepts, closes and the bytes that go through them. */
final class SocketHooks {
  private final HookTable table;

  private SocketHooks(HookTable table) {
    this.table = table;
  }

  static void add(HookTable table) {
    SocketHooks hooks = new SocketHooks(table);
    hooks.sockets();
    hooks.accepts();
    hooks.closes();
    hooks.bytes();
  }

  private void sockets() {
    Weave open = opens("SocketSites.opening");
    table.add("socket.open", "sun.nio.ch.Net", "socket", "(Ljava/net/ProtocolFamily;Z", open);
    table.add("socket.open", "sun.nio.ch.UnixDomainSockets", "socket", "()", open);
    Weave listen = opens("SocketSites.listening");
    table.add(
        "socket.listen", "sun.nio.ch.Net", "serverSocket", "(Ljava/net/ProtocolFamily;", listen);
  }

  private static Weave opens(String site) {
    return new Around()
        .token(site)
        .returned("SocketSites.opened", TOKEN, RESULT)
        .thrown("SocketSites.openFailed", TOKEN);
  }

  /**
   * The denial of a channel is thrown inside the JDK's own handler, which closes the connection.
   */
  private void accepts() {
    Weave socket = new Around().returned("SocketSites.acceptedSocket", ARG0, RESULT);
    String implementation = "sun.nio.ch.NioSocketImpl";
    table.add("socket.accept", implementation, "closerFor", "(Ljava/io/FileDescriptor;", socket);
    Weave charged =
        AtCall.after(
            "sun/nio/ch/IOUtil",
            "configureBlocking",
            SiteCall.of("SocketSites.acceptedChannel", THIS, ARG0));
    Weave answered = new Around().answered("SocketSites.noConnectionOrThrow", THROWN);
    Weave channel = (owner, method) -> charged.apply(owner, method) & answered.apply(owner, method);
    String server = "sun.nio.ch.ServerSocketChannelImpl";
    table.add("socket.accept", server, "finishAccept", "(Ljava/io/FileDescriptor;", channel);
    Weave async =
        AtCall.after(
            "sun/nio/ch/IOUtil",
            "configureBlocking",
            SiteCall.of("SocketSites.acceptedAsync", ARG1));
    String accepted = "sun.nio.ch.UnixAsynchronousSocketChannelImpl";
    String made = "(Lsun/nio/ch/Port;Ljava/io/FileDescriptor;";
    table.add("socket.accept", accepted, "<init>", made, async);
  }

  private void closes() {
    Weave close =
        new Around().returned("SocketSites.closed", ARG0).thrown("SocketSites.closed", ARG0);
    for (String type : List.of("SocketDispatcher", "DatagramDispatcher")) {
      table.until(
          19, "socket.close", "sun.nio.ch." + type, "close", "(Ljava/io/FileDescriptor;", close);
    }
    table.since(20, "socket.close", "sun.nio.ch.UnixDispatcher", "close", "(", close);
  }

  private void bytes() {
    Weave received = new Around().returned("SocketSites.received", RESULT);
    Weave sent = new Around().returned("SocketSites.sent", RESULT);
    for (String type : List.of("sun.nio.ch.SocketDispatcher", "sun.nio.ch.DatagramDispatcher")) {
      table.add("net.bytes", type, "read", "(Ljava/io/FileDescriptor;JI", received);
      table.add("net.bytes", type, "readv", "(Ljava/io/FileDescriptor;JI", received);
      table.add("net.bytes", type, "write", "(Ljava/io/FileDescriptor;JI", sent);
      table.add("net.bytes", type, "writev", "(Ljava/io/FileDescriptor;JI", sent);
    }
    String datagram = "sun.nio.ch.DatagramChannelImpl";
    table.add("net.bytes", datagram, "receiveIntoNativeBuffer", "(Ljava/nio/ByteBuffer;", received);
    table.add("net.bytes", datagram, "sendFromNativeBuffer", "(Ljava/io/FileDescriptor;", sent);
  }
}
