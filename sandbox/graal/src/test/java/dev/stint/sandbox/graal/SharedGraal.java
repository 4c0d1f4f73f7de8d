package dev.stint.sandbox.graal;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleEngines;

/** One engine for all tests of a JVM, as in production. */
final class SharedGraal {
  static final CapsuleEngine ENGINE = CapsuleEngines.byName("graal");
  static final Capsules CAPSULES = Capsules.on(ENGINE);

  private SharedGraal() {}
}
