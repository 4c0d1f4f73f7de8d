package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;

/** Linearises the ancestors of a scope once, when it is made. */
final class Ancestry {
  private Ancestry() {}

  /** The scope, then each ancestor once and before its own ancestors, the root last. */
  static Scope[] line(Scope scope, Scope[] parents) {
    List<Scope> ancestors = new ArrayList<>();
    for (Scope parent : parents) {
      merge(ancestors, parent);
    }
    Scope[] line = new Scope[ancestors.size() + 1];
    line[0] = scope;
    for (int i = 0; i < ancestors.size(); i++) {
      line[i + 1] = ancestors.get(i);
    }
    return line;
  }

  /** Puts what is new in front of the first ancestor that both lines share. */
  private static void merge(List<Scope> ancestors, Scope next) {
    int at = ancestors.size();
    Scope[] line = next.line();
    for (int i = line.length - 1; i >= 0; i--) {
      int known = ancestors.indexOf(line[i]);
      if (known >= 0) {
        at = Math.min(at, known);
      } else {
        ancestors.add(at, line[i]);
      }
    }
  }
}
