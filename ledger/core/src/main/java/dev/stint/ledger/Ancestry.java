package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;

/** Linearises the ancestors of a scope, when it is made and when it or one above it moves. */
final class Ancestry {
  private Ancestry() {}

  /** The scope, then each ancestor once and before its own ancestors, the root last. */
  static Scope[] line(Scope scope, Scope[] parents) {
    Scope[][] above = new Scope[parents.length][];
    for (int i = 0; i < parents.length; i++) {
      above[i] = parents[i].line();
    }
    return line(scope, above);
  }

  /** The same from the lines of the parents. */
  static Scope[] line(Scope scope, Scope[][] above) {
    List<Scope> ancestors = new ArrayList<>();
    for (Scope[] each : above) {
      merge(ancestors, each);
    }
    Scope[] line = new Scope[ancestors.size() + 1];
    line[0] = scope;
    for (int i = 0; i < ancestors.size(); i++) {
      line[i + 1] = ancestors.get(i);
    }
    return line;
  }

  /** Puts what is new in front of the first ancestor that both lines share. */
  private static void merge(List<Scope> ancestors, Scope[] line) {
    int at = ancestors.size();
    for (int i = line.length - 1; i >= 0; i--) {
      int known = ancestors.indexOf(line[i]);
      if (known >= 0) {
        at = Math.min(at, known);
      } else {
        ancestors.add(at, line[i]);
      }
    }
  }

  static boolean holds(Scope[] line, Scope scope) {
    for (Scope each : line) {
      if (each == scope) {
        return true;
      }
    }
    return false;
  }
}
