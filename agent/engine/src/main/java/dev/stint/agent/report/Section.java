package dev.stint.agent.report;

import dev.stint.ledger.SnapshotSection;
import java.util.function.Supplier;

/** A section of the snapshot that is asked for when it is read. */
public record Section(String name, Supplier<Object> source) implements SnapshotSection {
  @Override
  public Object content() {
    return source.get();
  }
}
