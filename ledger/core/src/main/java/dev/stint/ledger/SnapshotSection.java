package dev.stint.ledger;

/** A named part of a snapshot that another module fills, such as the hooks of the agent. */
public interface SnapshotSection {
  /** The key, such as {@code hooks}. */
  String name();

  /** A tree of {@code Map}, {@code List}, {@code String}, {@code Number} and {@code Boolean}. */
  Object content();
}
