package dev.stint.profiles.host;

import java.math.BigInteger;

/**
 * One row of the scaling table: what a scope has anyway, and what each GiB adds.
 *
 * @param fdDivisor the scope has this fraction of the descriptors, or its base if that is more; 0:
 *     only its base
 */
record ScaleRow(ScaledScope scope, ScopeAmounts base, ScopeAmounts perGib, int fdDivisor) {
  private static final long MIB = 1L << 20;
  private static final long LEAST_BYTES = 128 * MIB;

  /** Far above any machine, and still a limit that a profile can state. */
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(62);

  /** The amounts for that much memory and so many descriptors; 0 where they are not known. */
  ScopeAmounts scaled(long memoryBytes, long fds) {
    long mib = memoryBytes > LEAST_BYTES ? memoryBytes / MIB : 0;
    return new ScopeAmounts(
        grown(base.connsIn(), perGib.connsIn(), mib),
        grown(base.connsOut(), perGib.connsOut(), mib),
        grown(base.conns(), perGib.conns(), mib),
        grown(base.streamsIn(), perGib.streamsIn(), mib),
        grown(base.streamsOut(), perGib.streamsOut(), mib),
        grown(base.streams(), perGib.streams(), mib),
        fdDivisor == 0 ? base.fds() : Math.max(fds / fdDivisor, base.fds()),
        grown(base.memoryBytes(), perGib.memoryBytes(), mib));
  }

  private static long grown(long base, long perGib, long mib) {
    BigInteger growth = BigInteger.valueOf(perGib).multiply(BigInteger.valueOf(mib)).shiftRight(10);
    return growth.add(BigInteger.valueOf(base)).min(LARGEST).longValue();
  }
}
