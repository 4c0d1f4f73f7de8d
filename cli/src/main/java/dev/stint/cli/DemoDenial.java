package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Opens more connections than the profile grants, and shows that the server goes on serving. */
final class DemoDenial {
  private static final int CONNECTIONS = 24;
  private static final long PATIENCE_SECONDS = 20;

  private final DemoPrinter printer;
  private final DemoServer server;
  private final DemoLoad load;

  DemoDenial(DemoPrinter printer, DemoServer server, DemoLoad load) {
    this.printer = printer;
    this.server = server;
    this.load = load;
  }

  void run() throws Exception {
    printer.step("Somebody opens " + CONNECTIONS + " connections; the profile grants 12 sockets");
    List<Socket> flood = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        flood.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }
      String denial =
          server.awaitLine("exceeded limit: principal [wiremock] sockets", PATIENCE_SECONDS);
      printer.expect("a socket is denied", denial != null);
      printer.line(text(denial));
      int served = load.requests(50);
      printer.line(
          "Meanwhile, on the connection that was there before: " + served + " of 50 served.");
      printer.expect("the server keeps serving", 50, served);
      String pid = Long.toString(server.pid());
      printer.command("./stint status " + pid + " --principal wiremock");
      printer.expect(
          "the table is printed", 0, printer.stint("status", pid, "--principal", "wiremock"));
    } finally {
      close(flood);
    }
  }

  private static String text(@Nullable String line) {
    return line == null ? "" : line;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
