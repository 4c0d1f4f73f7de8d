package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * A session below a principal and a protocol, with spent credit that windows owe back, so that
 * every level has something to do when the next operation comes.
 */
final class FaultWorld {
  static final long WINDOW = 1_600;
  static final long HARD = 1_000_000;
  static final long SPENT = 5;

  /** What one ledger showed. */
  record Reading(long used, long reserved, long total, long peak) {}

  final Faults faults = new Faults();
  final Ledgers ledgers = new Ledgers(faults, faults);
  final Binder binder = ledgers.binder("test");
  final Scope alice = ledgers.principal("alice");
  final Scope protocol = ledgers.system().child(ScopeKind.SERVICE, "protocol");
  final Scope session = alice.child(ScopeKind.SESSION, "s", protocol);
  final Resource resource;
  Reservation token;
  private final List<Ledger> line = new ArrayList<>();
  private List<Reading> start = List.of();

  /**
   * @param windows which levels of the line have a window, one bit each, the session first
   * @param rounds how often the session charges before: many make it hot
   */
  FaultWorld(Resource resource, int windows, int rounds) {
    this.resource = resource;
    ledgers.listen(faults);
    int level = 0;
    for (Scope scope : session.line()) {
      Limit limit = Limit.hard(level == 0 ? HARD : HARD * 2);
      boolean windowed = (windows & 1 << level) != 0;
      binder.bind(scope, resource, windowed ? limit.perWindow(WINDOW) : limit);
      line.add(scope.ledger(resource));
      level++;
    }
    for (int i = 0; i < rounds; i++) {
      assertThat(session.charge(resource, SPENT)).isNull();
    }
  }

  /** Leaves the root no room. */
  void lowerTheRoot() {
    Ledger root = ledgers.system().ledger(resource);
    Limit low = Limit.hard(root.usedNow());
    binder.bind(ledgers.system(), resource, root.hasWindow() ? low.perWindow(WINDOW) : low);
  }

  /** The windows owe from now on; what is read here is what stays without a charge. */
  void begin() {
    faults.advance(3 * WINDOW);
    start = new ArrayList<>();
    for (Ledger ledger : line) {
      // Reading the use of a windowed ledger would bring back what it owes.
      long pending = ledger.reserved();
      long used = ledger.hasWindow() ? pending : ledger.used();
      start.add(new Reading(used, pending, ledger.total(), ledger.peak()));
    }
  }

  private static Reading read(Ledger ledger) {
    return new Reading(ledger.used(), ledger.reserved(), ledger.total(), ledger.peak());
  }

  /** As after an operation that never was. */
  void isUntouched() {
    for (int i = 0; i < line.size(); i++) {
      assertThat(read(line.get(i))).as("%s", line.get(i)).isEqualTo(start.get(i));
      assertThat(line.get(i).unaccounted()).as("lost at %s", line.get(i)).isZero();
    }
  }

  /** As after an operation that was and was undone: totals and peaks have grown. */
  void isBack() {
    for (int i = 0; i < line.size(); i++) {
      assertThat(line.get(i).used()).as("used %s", line.get(i)).isEqualTo(start.get(i).used());
      assertThat(line.get(i).unaccounted()).as("lost at %s", line.get(i)).isZero();
      assertThat(line.get(i).reserved())
          .as("reserved %s", line.get(i))
          .isEqualTo(start.get(i).reserved());
    }
  }

  /** The session is gone: what its ancestors of a stock hold is 0, and windows owe nothing. */
  void isQuiet() {
    faults.advance(3 * WINDOW);
    for (Ledger ledger : line) {
      boolean comesBack = resource.kind() == ResourceKind.STOCK || ledger.hasWindow();
      if (comesBack || ledger.scope().isClosed()) {
        assertThat(ledger.used()).as("used %s", ledger).isZero();
      }
      assertThat(ledger.reserved()).as("reserved %s", ledger).isZero();
      assertThat(ledger.leased()).as("leased %s", ledger).isZero();
    }
  }
}
