package dev.stint.profiles;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Resource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The capability to bind a profile that says {@code unlimited} for some resources, in one graph. It
 * cannot be made up: only the {@link ExemptionAuthority} of the graph mints it. Immutable.
 *
 * <p>It lifts no limit of an ancestor or of another broker.
 */
public final class Exemption {
  private final Ledgers ledgers;
  private final Set<Resource> resources;
  private final long auditSequence;

  Exemption(Ledgers ledgers, Set<Resource> resources, long auditSequence) {
    this.ledgers = ledgers;
    this.resources = resources;
    this.auditSequence = auditSequence;
  }

  /** The resources that it is for, in the order of the catalogue. */
  public Set<Resource> resources() {
    return Collections.unmodifiableSet(EnumSet.copyOf(resources));
  }

  /** The audit record of its minting. */
  public long auditSequence() {
    return auditSequence;
  }

  boolean isOf(Ledgers graph) {
    return ledgers == graph;
  }
}
