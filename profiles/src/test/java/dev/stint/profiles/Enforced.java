package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Proves that a whole profile is enforced as it is written: each limit of each section is bound to
 * ledgers of its own, admits what it says, denies one more and names its line, and admits again
 * when the window has passed or something was given back.
 */
final class Enforced {
  /** A principal that no profile here names. */
  static final String SOMEONE = "someone";

  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final ProfileDocument document;
  private final List<Path> folders;
  private final Ledgers ledgers = new Ledgers(now::get, new MemoryAudit(10_000));

  private Enforced(ProfileDocument document, List<Path> folders) {
    this.document = document;
    this.folders = folders;
  }

  /**
   * Checks every limit of a profile.
   *
   * @param folders where the files are that its limits name
   * @return how many limits were checked
   */
  static int check(ProfileDocument document, Path... folders) throws Exception {
    List<Path> where = List.of(folders);
    int checked = 0;
    for (Resource resource : document.system().limits().keySet()) {
      new Enforced(document, where).system(resource);
      checked++;
    }
    for (Resource resource : document.defaults().limits().keySet()) {
      new Enforced(document, where).principal(SOMEONE, resource);
      checked++;
    }
    for (PrincipalRule rule : document.rules()) {
      for (Resource resource : rule.profile().limits().keySet()) {
        new Enforced(document, where).principal(rule.principal(), resource);
        checked++;
      }
    }
    return checked;
  }

  private void system(Resource resource) throws Exception {
    Graph graph = Graph.bind(ledgers, document);
    exhaust(graph.ledgers().system(), resource, limit(document.system().limits(), resource));
  }

  private void principal(String name, Resource resource) throws Exception {
    Graph graph = Graph.bind(ledgers, document);
    Limit limit = limit(document.forPrincipal(name).limits(), resource);
    exhaust(graph.principal(name), resource, limit);
  }

  private static Limit limit(Map<Resource, Limit> limits, Resource resource) {
    Limit limit = limits.get(resource);
    assertThat(limit).as(resource.label()).isNotNull();
    return limit;
  }

  private void exhaust(Scope scope, Resource resource, Limit limit) throws IOException {
    String what = scope + " " + limit.origin();
    long room = limit.hard() + limit.burst();
    assertThat(scope.charge(resource, room)).as(what).isNull();
    denies(scope, resource, limit);
    if (resource.kind() == ResourceKind.STOCK) {
      release(scope, resource, limit, what);
    } else if (limit.windowNanos() == 0) {
      now.addAndGet(HOUR_NANOS);
      denies(scope, resource, limit);
    } else {
      nextWindow(scope, resource, limit, what);
    }
  }

  private void denies(Scope scope, Resource resource, Limit limit) throws IOException {
    Denied denied = scope.charge(resource, 1);
    assertThat(denied).as("%s %s", scope, limit.origin()).isNotNull();
    assertThat(denied.message())
        .contains("exceeded limit: principal [" + scope.principalName() + "] " + resource.label())
        .contains("profile [" + limit.origin() + "]")
        .endsWith("(" + resource.denialCode() + ")");
    isWritten(denied.origin());
  }

  private static void release(Scope scope, Resource resource, Limit limit, String what) {
    if (limit.hard() > 0) {
      scope.refund(resource, 1);
      assertThat(scope.charge(resource, 1)).as(what).isNull();
      assertThat(scope.charge(resource, 1)).as(what).isNotNull();
    }
  }

  /**
   * What was spent comes back one window later at the earliest, a sixteenth later at the latest.
   */
  private void nextWindow(Scope scope, Resource resource, Limit limit, String what)
      throws IOException {
    now.addAndGet(limit.windowNanos() - 1);
    denies(scope, resource, limit);
    now.addAndGet(limit.windowNanos() / 16 + 17);
    assertThat(scope.charge(resource, limit.hard() + limit.burst())).as(what).isNull();
    denies(scope, resource, limit);
  }

  /** The line that a denial names is one where the file has that field. */
  private void isWritten(String origin) throws IOException {
    int colon = origin.indexOf(':');
    int blank = origin.indexOf(' ');
    int line = Integer.parseInt(origin.substring(colon + 1, blank));
    for (Path folder : folders) {
      Path file = folder.resolve(origin.substring(0, colon));
      if (Files.exists(file)) {
        assertThat(Files.readAllLines(file).get(line - 1))
            .as(origin)
            .containsPattern("\\b" + origin.substring(blank + 1) + ":");
        return;
      }
    }
    throw new AssertionError("[" + origin + "] is of no file in " + folders);
  }

  /** Ledgers to which a whole profile is bound, the system first, then each principal. */
  record Graph(Ledgers ledgers, Broker broker, ProfileDocument document) {
    static Graph bind(Ledgers ledgers, ProfileDocument document) throws ProfileException {
      Graph graph = new Graph(ledgers, new Broker(ledgers, "test"), document);
      graph.broker.bindSystem(document, false);
      for (PrincipalRule rule : document.rules()) {
        graph.broker.bind(graph.principal(rule.principal()), rule.profile(), false);
      }
      graph.broker.bind(graph.principal(SOMEONE), document.defaults(), false);
      return graph;
    }

    Scope principal(String name) {
      return document.scope(ledgers, name);
    }
  }
}
