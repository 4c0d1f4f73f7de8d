package dev.stint.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The plan of one change of parents. Everything that it needs is made before the gate is entered,
 * because nothing is allocated inside; the plan is void when a scope or a ledger came up meanwhile.
 *
 * <p>Only a move changes lines and parents of a scope that exists, and moves come one after the
 * other; so what is read here stays true but for scopes that open or close.
 *
 * <p>What moves is what the moved scopes hold themselves, each counted once for each ancestor that
 * it gains or loses. Of a stock, {@code own(X) = used(X)} less the sum of {@code own} of all scopes
 * below X; of a flow, what X has reserved and not committed: what was spent stays where it was
 * spent.
 */
final class Move {
  private final Scope scope;
  private final Scope[] after;
  private final Edges.Edge[] edges;

  /** The moved scope first, each before those below it. */
  private final Scope[] moved;

  private final Scope[][] lines;

  /** The ancestors that the moved scope gains, bottom-up, and those that it loses. */
  private final Scope[] fresh;

  private final Scope[] gone;

  /** Which moved scope gains or loses which of them: one may have it through another parent. */
  private final boolean[][] gains;

  private final boolean[][] losses;
  private final long[] own;
  private final long[] open;
  private final long[] added;
  private final MovedLines ledgerLines;

  Move(Scope scope, Scope[] after) {
    this.scope = scope;
    this.after = after;
    this.edges = new Edges.Edge[after.length];
    for (int i = 0; i < after.length; i++) {
      after[i].edges();
      edges[i] = new Edges.Edge(after[i], scope);
    }
    this.moved = below(scope);
    Map<Scope, Integer> order = new HashMap<>();
    this.lines = new Scope[moved.length][];
    for (int i = 0; i < moved.length; i++) {
      draw(i, order);
      order.put(moved[i], i);
    }
    this.fresh = without(lines[0], scope.line());
    this.gone = without(scope.line(), lines[0]);
    this.gains = new boolean[fresh.length][moved.length];
    this.losses = new boolean[gone.length][moved.length];
    for (int i = 0; i < moved.length; i++) {
      mark(gains, fresh, i, moved[i].line());
      mark(losses, gone, i, lines[i]);
    }
    this.own = new long[moved.length];
    this.open = new long[moved.length];
    this.added = new long[(Resource.count() + 1) * fresh.length];
    makeLedgers();
    this.ledgerLines = new MovedLines(moved, lines);
  }

  /** Everything from there down, each scope before those below it. */
  private static Scope[] below(Scope top) {
    List<Scope> reversed = new ArrayList<>();
    descend(top, new HashSet<>(), reversed);
    Scope[] order = new Scope[reversed.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = reversed.get(order.length - 1 - i);
    }
    return order;
  }

  private static void descend(Scope at, Set<Scope> seen, List<Scope> reversed) {
    if (!seen.add(at)) {
      return;
    }
    for (Edges.Edge edge = at.firstEdge(); edge != null; edge = edge.next) {
      descend(edge.child, seen, reversed);
    }
    reversed.add(at);
  }

  /** Draws the new line of one scope; those of its moved parents are drawn already. */
  private void draw(int index, Map<Scope, Integer> order) {
    Scope each = moved[index];
    Scope[] parents = index == 0 ? after : each.parents();
    Scope[][] above = new Scope[parents.length][];
    for (int i = 0; i < parents.length; i++) {
      Integer known = order.get(parents[i]);
      above[i] = known == null ? parents[i].line() : lines[known];
    }
    lines[index] = Ancestry.line(each, above);
  }

  private static Scope[] without(Scope[] line, Scope[] other) {
    List<Scope> rest = new ArrayList<>();
    for (Scope each : line) {
      if (!Ancestry.holds(other, each)) {
        rest.add(each);
      }
    }
    return rest.toArray(Scope.NONE);
  }

  private static void mark(boolean[][] marks, Scope[] ancestors, int index, Scope[] hasThem) {
    for (int a = 0; a < ancestors.length; a++) {
      marks[a][index] = !Ancestry.holds(hasThem, ancestors[a]);
    }
  }

  private void makeLedgers() {
    for (int code = 1; code <= Resource.count(); code++) {
      Ledger ledger = scope.existing(code);
      for (int a = 0; ledger != null && a < fresh.length; a++) {
        fresh[a].ledger(ledger.resource());
      }
    }
  }

  /** Whether nothing came up since the plan was made. Alone in the gate. */
  boolean holds() {
    for (int i = 0; i < moved.length; i++) {
      moved[i].slot = i;
    }
    for (Scope each : moved) {
      for (Edges.Edge edge = each.firstEdge(); edge != null; edge = edge.next) {
        if (!isMoved(edge.child)) {
          return false;
        }
      }
    }
    for (int code = 1; code <= Resource.count(); code++) {
      for (int a = 0; scope.existing(code) != null && a < fresh.length; a++) {
        if (fresh[a].existing(code) == null) {
          return false;
        }
      }
    }
    return ledgerLines.complete();
  }

  private boolean isMoved(Scope each) {
    int slot = each.slot;
    return slot < moved.length && moved[slot] == each;
  }

  /** The scope that is closing, of the moved one and the new parents, or null. */
  @Nullable
  Scope closing() {
    if (scope.isClosing()) {
      return scope;
    }
    for (Scope parent : after) {
      if (parent.isClosing()) {
        return parent;
      }
    }
    return null;
  }

  /** A ledger of the moved scopes whose count is wrong, or null; their lanes are drained. */
  @Nullable
  Ledger drain() {
    for (int code = 1; code <= Resource.count(); code++) {
      Ledger top = scope.existing(code);
      if (top != null) {
        Subtree.drain(top);
      }
      for (int i = 0; top != null && i < moved.length; i++) {
        Ledger ledger = moved[i].existing(code);
        if (ledger != null && ledger.quarantined()) {
          return ledger;
        }
      }
    }
    return null;
  }

  /** Charges the new ancestors; the ledger that refused, with everything undone, or null. */
  @Nullable
  Ledger charge(Refusal refusal, long now) {
    for (int code = 1; code <= Resource.count(); code++) {
      if (scope.existing(code) == null) {
        continue;
      }
      measure(code);
      for (int a = 0; a < fresh.length; a++) {
        Ledger ledger = fresh[a].existing(code);
        long amount = sum(own, gains[a]);
        if (ledger != null && amount > 0) {
          ledger.advance(now);
          int verdict = ledger.tryAdd(amount, Priority.ALWAYS.value(), now);
          if (verdict == Ledger.REFUSED) {
            undo();
            refusal.wanted(amount);
            return ledger;
          }
          added[code * fresh.length + a] = amount;
        }
      }
    }
    return null;
  }

  private void undo() {
    for (int i = 0; i < added.length; i++) {
      if (added[i] != 0) {
        Ledger ledger = fresh[i % fresh.length].existing(i / fresh.length);
        if (ledger != null) {
          ledger.undo(added[i]);
        }
        added[i] = 0;
      }
    }
  }

  /** What each moved scope holds itself; those below come first. */
  private void measure(int code) {
    for (int i = 0; i < moved.length; i++) {
      Ledger ledger = moved[i].existing(code);
      open[i] = ledger == null ? 0 : ledger.pendingHere();
      boolean stock = ledger != null && ledger.resource().kind() == ResourceKind.STOCK;
      own[i] = ledger != null && stock ? ledger.usedNow() : open[i];
    }
    Ledger top = scope.existing(code);
    if (top == null || top.resource().kind() != ResourceKind.STOCK) {
      return;
    }
    for (int i = moved.length - 1; i > 0; i--) {
      Scope[] line = moved[i].line();
      for (int k = 1; k < line.length; k++) {
        if (isMoved(line[k])) {
          own[line[k].slot] -= own[i];
        }
      }
    }
  }

  private static long sum(long[] amounts, boolean[] which) {
    long sum = 0;
    for (int i = 0; i < amounts.length; i++) {
      sum += which[i] ? amounts[i] : 0;
    }
    return sum;
  }

  /** Gives back where the scope leaves, and changes the parents. Nothing can fail any more. */
  void finish() {
    for (int code = 1; code <= Resource.count(); code++) {
      if (scope.existing(code) != null) {
        measure(code);
        book(code);
      }
    }
    scope.replace(edges);
    scope.moveTo(after);
    for (int i = 0; i < moved.length; i++) {
      moved[i].drawn(lines[i]);
    }
    ledgerLines.draw();
  }

  private void book(int code) {
    for (int a = 0; a < fresh.length; a++) {
      Ledger ledger = fresh[a].existing(code);
      if (ledger != null && added[code * fresh.length + a] != 0) {
        ledger.countTotal(sum(own, gains[a]) - sum(open, gains[a]));
        ledger.raisePeak(ledger.usedNow());
      }
    }
    for (int a = 0; a < gone.length; a++) {
      Ledger ledger = gone[a].existing(code);
      if (ledger != null) {
        ledger.subtract(sum(own, losses[a]));
        // Also where nothing is given back: a denial by this ledger is none of the scope's now.
        ledger.gaveBack();
      }
    }
    for (int i = 0; fresh.length + gone.length > 0 && i < moved.length; i++) {
      Ledger ledger = moved[i].existing(code);
      if (ledger != null && ledger.resource().kind() == ResourceKind.FLOW) {
        ledger.leaveSpent(Math.max(0, ledger.usedNow() - open[i]));
      }
    }
  }
}
