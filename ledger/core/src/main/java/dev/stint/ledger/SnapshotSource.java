package dev.stint.ledger;

/** Something that can be asked for the present state, from any thread, at any time. */
public interface SnapshotSource {
  Snapshot snapshot();
}
