package dev.stint.status;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/** An HTTP server that is not the JDK's; it can only be stopped. */
final class ForeignServer extends HttpServer {
  @Override
  public void bind(InetSocketAddress address, int backlog) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void start() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setExecutor(Executor executor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Executor getExecutor() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void stop(int delay) {
    System.out.flush();
  }

  @Override
  public HttpContext createContext(String path, HttpHandler handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HttpContext createContext(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeContext(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeContext(HttpContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InetSocketAddress getAddress() {
    throw new UnsupportedOperationException();
  }
}
