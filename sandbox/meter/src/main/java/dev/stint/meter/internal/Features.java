package dev.stint.meter.internal;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** The extensions of WebAssembly 1.0 seen so far. Mutable, one thread. */
final class Features {
  private final SortedSet<String> used = new TreeSet<>();

  void use(String feature) {
    used.add(feature);
  }

  SortedSet<String> used() {
    return Collections.unmodifiableSortedSet(used);
  }
}
