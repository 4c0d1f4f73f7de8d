package dev.stint.sandbox.chicory;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleEngines;

/** One engine for all tests of a JVM, as in production. */
final class SharedChicory {
  static final CapsuleEngine ENGINE = CapsuleEngines.byName("chicory");
  static final Capsules CAPSULES = Capsules.on(ENGINE);

  private SharedChicory() {}
}
