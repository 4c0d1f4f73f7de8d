package dev.stint.profiles.host;

import dev.stint.profiles.origin.Sourced;
import java.util.ArrayList;
import java.util.List;

/**
 * How much may go on at once on this host: two classes of calls with opposite costs, and the
 * instances of a capsule. An immutable value; gates are built from it and resized by a later one.
 *
 * <p>Every value is at least 1: zero would stop a class of calls instead of slowing it, so a zero
 * that was set is taken as 1 and named in {@link #warnings}. Calls that wait, for a timer or a
 * person, hold no permit of either class.
 *
 * @param blocking permits for calls that hold a thread
 * @param io permits for calls that hold a descriptor and no thread
 * @param poolLimit instances of one capsule at most
 * @param warnings one line each, with a code
 */
public record Concurrency(
    Sourced<Integer> blocking,
    Sourced<Integer> io,
    Sourced<Integer> poolLimit,
    List<String> warnings) {
  /** Threads kept for dispatch; also the floor of {@link #blocking}. */
  public static final int DISPATCH_RESERVE = Derivations.RESERVE;

  public Concurrency {
    warnings = List.copyOf(warnings);
  }

  /** From those facts and settings, with the usual memory of an instance. */
  public static Concurrency derive(HostFacts facts, Settings settings) throws HostException {
    return derive(facts, settings, SlotMemory.DEFAULT);
  }

  /** From those facts and settings. */
  public static Concurrency derive(HostFacts facts, Settings settings, SlotMemory slots)
      throws HostException {
    List<String> warnings = new ArrayList<>();
    return new Concurrency(
        chosen(HostSetting.BLOCKING, settings, derivedBlocking(facts), warnings),
        chosen(HostSetting.IO, settings, derivedIo(facts), warnings),
        chosen(HostSetting.POOL, settings, derivedPool(facts, slots), warnings),
        warnings);
  }

  private static Sourced<Integer> derivedBlocking(HostFacts facts) {
    int cores = Derivations.cores(facts.cores());
    String how = words(facts.cores()) + " - " + DISPATCH_RESERVE + ", at least " + DISPATCH_RESERVE;
    return Sourced.derived(Derivations.blocking(cores), how);
  }

  private static Sourced<Integer> derivedIo(HostFacts facts) {
    int cores = Derivations.cores(facts.cores());
    int io = Derivations.io(cores, facts.fds());
    boolean bound = io < Derivations.ioByCores(cores);
    String how =
        bound
            ? "half of [" + facts.fds().value() + "] descriptors"
            : words(facts.cores())
                + " x "
                + Derivations.IO_PER_CORE
                + ", at least 64"
                + open(facts);
    return Sourced.derived(io, how);
  }

  private static String open(HostFacts facts) {
    return facts.fds().known() ? "" : "; descriptors unknown, not bounded by them";
  }

  private static Sourced<Integer> derivedPool(HostFacts facts, SlotMemory slots) {
    int cores = Derivations.cores(facts.cores());
    int pool = Derivations.pool(cores, facts.memoryBytes(), slots);
    boolean bound = pool < Derivations.poolByCores(cores);
    String unknown = facts.memoryBytes().known() ? "" : "; memory unknown, not bounded by it";
    String how =
        bound
            ? slots.words() + ", at least 1"
            : words(facts.cores()) + " x " + Derivations.POOL_PER_CORE + ", 8 to 64" + unknown;
    return Sourced.derived(pool, how);
  }

  private static String words(Fact cores) {
    return cores.known()
        ? "cores [" + cores.value() + "]"
        : "cores [" + DISPATCH_RESERVE + "] as they are unknown";
  }

  private static Sourced<Integer> chosen(
      HostSetting setting, Settings settings, Sourced<Integer> derived, List<String> warnings)
      throws HostException {
    Sourced<Integer> chosen = settings.choose(setting, derived);
    if (chosen.value() > 0) {
      return chosen;
    }
    warnings.add(
        "setting ["
            + setting.key()
            + "] from "
            + chosen.origin().label()
            + " ["
            + chosen.where()
            + "] is [0], taken as [1] ("
            + HostCodes.ZERO_TAKEN_AS_ONE
            + ")");
    return chosen.corrected(1);
  }

  /** The size of a pool; {@code singleStore} for a capsule that has one store for its life. */
  public PoolSize pool(boolean singleStore) {
    return singleStore ? PoolSize.SINGLE_STORE : PoolSize.of(poolLimit.value());
  }

  /** Whether gates built from the other one would have the same sizes. */
  public boolean sameSizes(Concurrency other) {
    return blocking.value().equals(other.blocking.value())
        && io.value().equals(other.io.value())
        && poolLimit.value().equals(other.poolLimit.value());
  }
}
