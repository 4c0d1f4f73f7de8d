package dev.stint.profiles.host;

import java.util.List;

/**
 * The scaling table: the numbers of go-libp2p's resource manager, with one slip corrected.
 *
 * <p>There the memory of a peer within a protocol grows by 4 <em>bytes</em> per GiB, where that of
 * a peer within a service grows by 4 MiB; 4 MiB is taken here for both.
 */
final class ScaleTable {
  private static final long MIB = 1L << 20;
  private static final ScopeAmounts NO_GROWTH = new ScopeAmounts(0, 0, 0, 0, 0, 0, 0, 0);

  static final List<ScaleRow> ROWS =
      List.of(
          new ScaleRow(
              ScaledScope.SYSTEM,
              new ScopeAmounts(64, 128, 128, 1024, 2048, 2048, 256, 128 * MIB),
              new ScopeAmounts(64, 128, 128, 1024, 2048, 2048, 0, 1024 * MIB),
              1),
          new ScaleRow(
              ScaledScope.TRANSIENT,
              new ScopeAmounts(32, 64, 64, 128, 256, 256, 64, 32 * MIB),
              new ScopeAmounts(16, 32, 32, 128, 256, 256, 0, 128 * MIB),
              4),
          new ScaleRow(
              ScaledScope.SERVICE, streams(1024, 4096, 4096, 64), streams(512, 2048, 2048, 128), 0),
          new ScaleRow(
              ScaledScope.SERVICE_PEER, streams(128, 256, 256, 16), streams(4, 8, 8, 4), 0),
          new ScaleRow(
              ScaledScope.PROTOCOL, streams(512, 2048, 2048, 64), streams(256, 512, 512, 164), 0),
          new ScaleRow(
              ScaledScope.PROTOCOL_PEER, streams(64, 128, 256, 16), streams(4, 8, 16, 4), 0),
          new ScaleRow(
              ScaledScope.PEER,
              new ScopeAmounts(8, 8, 8, 256, 512, 512, 4, 64 * MIB),
              streams(128, 256, 256, 128),
              64),
          new ScaleRow(
              ScaledScope.CONNECTION,
              new ScopeAmounts(1, 1, 1, 0, 0, 0, 1, 32 * MIB),
              NO_GROWTH,
              0),
          new ScaleRow(ScaledScope.STREAM, streams(1, 1, 1, 16), NO_GROWTH, 0));

  private ScaleTable() {}

  private static ScopeAmounts streams(long in, long out, long total, long mib) {
    return new ScopeAmounts(0, 0, 0, in, out, total, 0, mib * MIB);
  }
}
