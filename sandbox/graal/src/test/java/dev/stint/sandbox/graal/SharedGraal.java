package dev.stint.sandbox.graal;

import dev.stint.sandbox.Capsules;

/** One engine for all tests of a JVM, as in production. */
final class SharedGraal {
  static final Capsules CAPSULES = Capsules.open("graal");

  private SharedGraal() {}
}
