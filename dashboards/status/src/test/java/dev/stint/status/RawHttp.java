package dev.stint.status;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.Charset;

/** Requests that no client library would send, over a plain socket. */
final class RawHttp {
  private RawHttp() {}

  /** A connection on which that was sent. */
  static Socket open(StatusServer server, String text, Charset charset) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()));
    socket.getOutputStream().write(text.getBytes(charset));
    return socket;
  }

  /** Everything until the server closes; what a reset cut off counts as nothing. */
  static String rest(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    try (socket) {
      InputStream in = socket.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        text.append((char) b);
      }
    } catch (SocketException reset) {
      text.append("[reset]");
    }
    return text.toString();
  }
}
