package dev.stint.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Drives the server over HTTP on loopback, on one connection. */
final class DemoLoad {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final URI base;

  DemoLoad(int port) {
    this.base = URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Teaches the server one answer. */
  void teach() throws IOException, InterruptedException {
    post(
        "__admin/mappings",
        "{\"request\":{\"urlPath\":\"/price\"},"
            + "\"response\":{\"status\":200,\"body\":\"{\\\"price\\\": 42}\"}}");
  }

  /** Asks so many times; how many answers were right. */
  int requests(int count) throws IOException, InterruptedException {
    int served = 0;
    for (int i = 0; i < count; i++) {
      served += get("price").contains("42") ? 1 : 0;
    }
    return served;
  }

  void shutdown() throws IOException, InterruptedException {
    post("__admin/shutdown", "");
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(base.resolve(path)).GET());
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofString(body)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
    return answer.body();
  }
}
