package dev.stint.profiles.host;

import dev.stint.ledger.Nullable;

/** Where the facts of a host are read from; tests put their own in its place. */
public interface HostSource {
  /** The source of the machine that this JVM runs on. */
  HostSource SYSTEM = new SystemHost();

  /** The processors that this process may use, container quota included; not positive: unknown. */
  int cores();

  /** The memory that the JVM believes in, container limit included; not positive: unknown. */
  long memoryBytes();

  /** The soft limit of file descriptors as the JVM knows it; not positive: unknown. */
  long fdSoftLimit();

  /** The text of a small file of the system, or null when there is none that can be read. */
  @Nullable
  String text(String path);
}
