package dev.stint.profiles.host;

/**
 * What this host has, as far as this process may use it. Immutable; a later reading may differ,
 * because containers are resized while they run.
 *
 * @param cores processors; unknown counts as {@link Concurrency#DISPATCH_RESERVE}
 * @param memoryBytes physical memory or the container's limit, whichever is lower
 * @param fds the soft limit of open file descriptors; unknown when it is unbounded or unreadable
 */
public record HostFacts(Fact cores, Fact memoryBytes, Fact fds) {

  /** What the machine has now. */
  public static HostFacts ofThisHost() {
    return read(HostSource.SYSTEM);
  }

  /** What that source says now. */
  public static HostFacts read(HostSource source) {
    return new HostFacts(cores(source), MemoryFact.read(source), DescriptorFact.read(source));
  }

  private static Fact cores(HostSource source) {
    int cores = source.cores();
    return cores > 0
        ? new Fact(cores, "available to this process, container quota included")
        : Fact.unknown("the JVM does not say");
  }

  /** These facts, with the last known value of each that is not known any more. */
  HostFacts orLast(HostFacts earlier) {
    return new HostFacts(
        cores.orLast(earlier.cores),
        memoryBytes.orLast(earlier.memoryBytes),
        fds.orLast(earlier.fds));
  }
}
