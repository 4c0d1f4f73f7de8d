package dev.stint.sandbox.chicory;

import dev.stint.sandbox.Capsules;

/** One engine for all tests of a JVM, as in production. */
final class SharedChicory {
  static final Capsules CAPSULES = Capsules.open("chicory");

  private SharedChicory() {}
}
