package dev.stint.profiles.host;

/**
 * The defaults as functions of the facts: pure, saturating, each result at least 1.
 *
 * <p>Calls that block hold a thread, so processors bound them; calls that wait for I/O hold a
 * descriptor, so descriptors do; instances hold memory.
 */
final class Derivations {
  static final int RESERVE = 2;
  static final int IO_PER_CORE = 64;
  static final int IO_LEAST = 64;
  static final int POOL_PER_CORE = 2;
  static final int POOL_LEAST = 8;
  static final int POOL_MOST = 64;

  private Derivations() {}

  static int cores(Fact cores) {
    return cores.known() ? saturated(cores.value()) : RESERVE;
  }

  static int blocking(int cores) {
    return Math.max(RESERVE, cores - RESERVE);
  }

  /** Before descriptors bound it. */
  static int ioByCores(int cores) {
    return saturated(Math.max(IO_LEAST, (long) cores * IO_PER_CORE));
  }

  /**
   * Half the descriptors, the rest is for everything else. The floor is 1 and not {@link
   * #IO_LEAST}: that many calls would run out of descriptors.
   */
  static int io(int cores, Fact fds) {
    int byCores = ioByCores(cores);
    return fds.known() ? saturated(Math.min(byCores, Math.max(1, fds.value() / 2))) : byCores;
  }

  /** Before memory bounds it. */
  static int poolByCores(int cores) {
    long wanted = (long) cores * POOL_PER_CORE;
    return saturated(Math.max(POOL_LEAST, Math.min(POOL_MOST, wanted)));
  }

  /** The floor of {@link #POOL_LEAST} yields to memory, as the one of I/O does to descriptors. */
  static int pool(int cores, Fact memory, SlotMemory slots) {
    int byCores = poolByCores(cores);
    return memory.known()
        ? saturated(Math.min(byCores, Math.max(1, slots.instances(memory.value()))))
        : byCores;
  }

  private static int saturated(long value) {
    return (int) Math.min(Integer.MAX_VALUE, value);
  }
}
