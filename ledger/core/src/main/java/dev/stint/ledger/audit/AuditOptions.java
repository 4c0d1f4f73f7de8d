package dev.stint.ledger.audit;

/**
 * The limits of an audit on disk.
 *
 * @param segmentEntries records of one file at most
 * @param segmentBytes size of one file at most, at least 64 KiB
 * @param totalBytes size of all segments at most; then the emergency begins, nothing is deleted
 * @param reserveBytes free space below which the emergency begins
 * @param queueEntries records in memory at most while all is well
 * @param emergencyEntries further room in memory for mandatory records
 * @param spillBytes size of the spill file, which is written in full when the audit is opened
 * @param waitMillis how long an append outside woven code waits for room at most
 * @param retryMillis time between two attempts to leave the emergency
 * @param emergencyMillis how long mandatory records are accepted in an emergency
 */
public record AuditOptions(
    int segmentEntries,
    int segmentBytes,
    long totalBytes,
    long reserveBytes,
    int queueEntries,
    int emergencyEntries,
    int spillBytes,
    long waitMillis,
    long retryMillis,
    long emergencyMillis) {

  /** The smallest segment: one batch fits. */
  public static final int SMALLEST_SEGMENT_BYTES = 64 << 10;

  public AuditOptions {
    require(segmentEntries > 0, "segmentEntries", segmentEntries);
    require(segmentBytes >= SMALLEST_SEGMENT_BYTES, "segmentBytes", segmentBytes);
    require(totalBytes >= segmentBytes, "totalBytes", totalBytes);
    require(reserveBytes >= 0, "reserveBytes", reserveBytes);
    require(queueEntries > 0, "queueEntries", queueEntries);
    require(emergencyEntries > 0, "emergencyEntries", emergencyEntries);
    require(spillBytes > 0, "spillBytes", spillBytes);
    require(waitMillis >= 0, "waitMillis", waitMillis);
    require(retryMillis > 0, "retryMillis", retryMillis);
    require(emergencyMillis > 0, "emergencyMillis", emergencyMillis);
  }

  private static void require(boolean valid, String name, long value) {
    if (!valid) {
      throw new IllegalArgumentException("audit option " + name + " [" + value + "] is too small");
    }
  }

  /**
   * 1,024 records or 8 MiB a segment, 1 GiB in all, 16 MiB kept free, 1,024 records queued and
   * 1,024 more and 4 MiB of spill for emergencies of up to an hour; 1 s wait, 1 s retry.
   */
  public static AuditOptions defaults() {
    return new AuditOptions(
        1024, 8 << 20, 1L << 30, 16L << 20, 1024, 1024, 4 << 20, 1_000, 1_000, 3_600_000);
  }

  /** The same with other segments. */
  public AuditOptions withSegments(int entries, int bytes) {
    return new AuditOptions(
        entries,
        bytes,
        totalBytes,
        reserveBytes,
        queueEntries,
        emergencyEntries,
        spillBytes,
        waitMillis,
        retryMillis,
        emergencyMillis);
  }

  /** The same with other bounds of the disk. */
  public AuditOptions withDisk(long total, long reserve) {
    return new AuditOptions(
        segmentEntries,
        segmentBytes,
        total,
        reserve,
        queueEntries,
        emergencyEntries,
        spillBytes,
        waitMillis,
        retryMillis,
        emergencyMillis);
  }

  /** The same with other room in memory and in the spill file. */
  public AuditOptions withRoom(int queue, int emergency, int spill) {
    return new AuditOptions(
        segmentEntries,
        segmentBytes,
        totalBytes,
        reserveBytes,
        queue,
        emergency,
        spill,
        waitMillis,
        retryMillis,
        emergencyMillis);
  }

  /** The same with other times. */
  public AuditOptions withTimes(long wait, long retry, long emergency) {
    return new AuditOptions(
        segmentEntries,
        segmentBytes,
        totalBytes,
        reserveBytes,
        queueEntries,
        emergencyEntries,
        spillBytes,
        wait,
        retry,
        emergency);
  }
}
