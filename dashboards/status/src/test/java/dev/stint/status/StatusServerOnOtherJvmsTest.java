package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts the server in JVMs whose HTTP server is missing or not the JDK's. */
class StatusServerOnOtherJvmsTest {
  /** Prints why it did not start. */
  static final class Start {
    public static void main(String[] args) {
      try {
        StatusServer.start(StatusOptions.loopback(), () -> null).close();
        System.out.println("started");
      } catch (StatusUnavailable unavailable) {
        System.out.println(unavailable.getMessage());
      }
    }
  }

  /** A provider as an application may have one. */
  public static final class Foreign extends HttpServerProvider {
    @Override
    public HttpServer createHttpServer(InetSocketAddress address, int backlog) {
      return new ForeignServer();
    }

    @Override
    public HttpsServer createHttpsServer(InetSocketAddress address, int backlog) {
      throw new UnsupportedOperationException();
    }
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Start.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  @Test
  void start_withoutTheModule_saysSo() throws Exception {
    assertThat(run("--limit-modules", "java.base,jdk.jfr"))
        .isEqualToIgnoringNewLines(
            "status server not supported on this JVM: http server"
                + " [com/sun/net/httpserver/HttpHandler] (STINT-S002)");
  }

  @Test
  void start_withAProviderOfTheApplication_doesNotUseIt() throws Exception {
    String option = "-Dcom.sun.net.httpserver.HttpServerProvider=" + Foreign.class.getName();

    assertThat(run(option))
        .isEqualToIgnoringNewLines(
            "status server not supported on this JVM: http server"
                + " [dev.stint.status.ForeignServer] (STINT-S002)");
  }
}
