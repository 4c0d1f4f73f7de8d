package dev.stint.ledger.net;

import static dev.stint.ledger.net.SourceAddress.VERIFIED;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random connections and edits against plain counters for each scope. */
@Tag("P81")
@Tag("R-26")
class AllowlistModelTest {
  private static final int TRANSIENT = 2;
  private static final int NETWORK = 4;
  private static final int ALLOWLISTED_TRANSIENT = 2;
  private static final int ALLOWLISTED = 3;
  private static final int PRINCIPAL = 3;

  @Test
  void anyTrace_admitsMovesAndRefusesAsPlainCountersDo() {
    Traces.check(250, 60, AllowlistModelTest::op, trace -> new Run().play(trace));
  }

  private static String op(SplittableRandom random) {
    int n = random.nextInt(4);
    int principal = random.nextInt(2);
    return switch (random.nextInt(8)) {
      case 0 -> "allow " + n + principal;
      case 1 -> "forbid " + n + principal;
      case 2, 3 -> "close " + random.nextInt(9);
      case 4, 5 -> "identify " + random.nextInt(9) + principal;
      default -> "open " + n;
    };
  }

  private static final class Connection {
    final int address;
    final Admitted token;
    boolean allowlisted;
    int principal = -1;

    Connection(int address, Admitted token, boolean allowlisted) {
      this.address = address;
      this.token = token;
      this.allowlisted = allowlisted;
    }
  }

  private static final class Run {
    private final Ledgers ledgers = new Ledgers(new MovedClock(), new MemoryAudit(8));
    private final NetworkGate gate =
        new NetworkGate(ledgers, ledgers.binder("test"), NetworkPolicy.scopesOnly());
    private final List<Connection> open = new ArrayList<>();
    private final List<String> allowed = new ArrayList<>();

    Run() {
      NetworkScopes scopes = gate.scopes();
      bind(scopes.transientScope(), TRANSIENT);
      bind(scopes.network(), NETWORK);
      bind(scopes.allowlistedTransient(), ALLOWLISTED_TRANSIENT);
      bind(scopes.allowlisted(), ALLOWLISTED);
      bind(ledgers.principal("p0"), PRINCIPAL);
      bind(ledgers.principal("p1"), PRINCIPAL);
    }

    private void bind(Scope scope, long hard) {
      for (Resource resource : List.of(Resource.CONNS_IN, Resource.CONNS_TOTAL, Resource.FDS)) {
        ledgers.binder("test").bind(scope, resource, Limit.hard(hard));
      }
    }

    String play(List<String> trace) {
      for (String op : trace) {
        String wrong = step(op, op.charAt(op.indexOf(' ') + 1) - '0', op.charAt(op.length() - 1));
        if (wrong == null) {
          wrong = compare();
        }
        if (wrong != null) {
          return "after " + op + ": " + wrong;
        }
      }
      for (Connection each : open) {
        each.token.close();
      }
      open.clear();
      return compare();
    }

    private String step(String op, int n, char last) {
      String entry = n + "" + last;
      if (op.startsWith("allow")) {
        gate.allowlist().add(address(n), "p" + last);
        allowed.add(entry);
        return null;
      }
      if (op.startsWith("forbid")) {
        gate.allowlist().remove(address(n), "p" + last);
        allowed.removeIf(entry::equals);
        return null;
      }
      if (op.startsWith("open")) {
        return open(n);
      }
      if (open.isEmpty()) {
        return null;
      }
      Connection connection = open.get(n % open.size());
      if (op.startsWith("close")) {
        connection.token.close();
        open.remove(connection);
        return null;
      }
      return connection.principal >= 0 ? null : identify(connection, last - '0');
    }

    private static Prefix address(int n) {
      return Prefix.parseAddress("192.0.2." + n);
    }

    private String open(int n) {
      boolean normal = count(false, -1) < TRANSIENT && count(false, -2) < NETWORK;
      boolean known = allowed.contains(n + "0") || allowed.contains(n + "1");
      boolean trusted =
          !normal
              && known
              && count(true, -1) < ALLOWLISTED_TRANSIENT
              && count(true, -2) < ALLOWLISTED;
      NetworkAdmission answer = gate.admitInbound(address(n), VERIFIED, true);
      if (!(answer instanceof Admitted token)) {
        return normal || trusted ? "refused: " + answer : null;
      }
      open.add(new Connection(n, token, trusted));
      return (normal || trusted) && token.isAllowlisted() == trusted ? null : "let in wrongly";
    }

    private String identify(Connection connection, int principal) {
      boolean stays =
          connection.allowlisted && allowed.contains(connection.address + "" + principal);
      boolean room = stays || !connection.allowlisted || count(false, -2) < NETWORK;
      boolean fits = room && ofPrincipal(principal) < PRINCIPAL;
      NetworkAdmission answer = connection.token.identify("p" + principal);
      if (fits != answer instanceof Admitted) {
        return "identified with " + answer;
      }
      if (!fits) {
        open.remove(connection);
        return null;
      }
      connection.principal = principal;
      connection.allowlisted = stays;
      return connection.token.isAllowlisted() == stays ? null : "moved to the wrong scopes";
    }

    /** How many of that side; with principal -1 those that have none yet, with -2 all. */
    private long count(boolean allowlisted, int principal) {
      return open.stream()
          .filter(each -> each.allowlisted == allowlisted)
          .filter(each -> principal == -2 || each.principal == principal)
          .count();
    }

    private long ofPrincipal(int principal) {
      return count(false, principal) + count(true, principal);
    }

    private String compare() {
      NetworkScopes scopes = gate.scopes();
      String wrong = differs(ledgers.system(), open.size());
      wrong += differs(scopes.network(), count(false, -2));
      wrong += differs(scopes.transientScope(), count(false, -1));
      wrong += differs(scopes.allowlisted(), count(true, -2));
      wrong += differs(scopes.allowlistedTransient(), count(true, -1));
      wrong += differs(ledgers.principal("p0"), ofPrincipal(0));
      wrong += differs(ledgers.principal("p1"), ofPrincipal(1));
      return wrong.isEmpty() ? null : wrong;
    }

    private static String differs(Scope scope, long expected) {
      for (Resource resource : List.of(Resource.CONNS_IN, Resource.CONNS_TOTAL, Resource.FDS)) {
        if (scope.ledger(resource).used() != expected) {
          return scope + " " + resource + " " + scope.ledger(resource).used() + " not " + expected;
        }
      }
      return "";
    }
  }
}
