package dev.stint.ledger.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A real directory whose disk fails when the test says so. */
final class FaultyFiles implements AuditFiles {
  private final AuditFiles disk;

  /** Writes to segments fail, after a part of them was written. */
  volatile boolean segmentsFail;

  /** The spill file fails in the same way. */
  volatile boolean spillFails;

  /** What was written may not have reached the disk: force fails, on segments. */
  volatile boolean forceFails;

  /** New files and names fail. */
  volatile boolean rollFails;

  /** What the disk says it has left; below 0 it is asked. */
  volatile long usable = -1;

  /** Writes to segments and spill wait for this. */
  volatile CountDownLatch held = new CountDownLatch(0);

  /** Counts down when a write begins to wait. */
  volatile CountDownLatch reached = new CountDownLatch(0);

  FaultyFiles(Path dir) throws IOException {
    this.disk = DiskFiles.writer(dir);
  }

  /** From now on, writes wait until the latch that is returned is opened. */
  CountDownLatch hold() {
    CountDownLatch latch = new CountDownLatch(1);
    reached = new CountDownLatch(1);
    held = latch;
    return latch;
  }

  void heal() {
    segmentsFail = false;
    spillFails = false;
    forceFails = false;
    rollFails = false;
    usable = -1;
  }

  @Override
  public List<String> names() throws IOException {
    return disk.names();
  }

  @Override
  public AuditFile read(String name) throws IOException {
    return disk.read(name);
  }

  @Override
  public AuditFile write(String name) throws IOException {
    if (rollFails && name.endsWith(".new")) {
      throw new IOException("No space left on device");
    }
    return new Faulty(disk.write(name), name.equals(Spill.NAME));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public long size(String name) throws IOException {
    return disk.size(name);
  }

  @Override
  public long usableBytes() throws IOException {
    return usable < 0 ? disk.usableBytes() : usable;
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }

  @Override
  public String toString() {
    return disk.toString();
  }

  private final class Faulty implements AuditFile {
    private final AuditFile file;
    private final boolean spill;

    Faulty(AuditFile file, boolean spill) {
      this.file = file;
      this.spill = spill;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      await();
      if (spill ? spillFails : segmentsFail) {
        ByteBuffer part = from.duplicate();
        part.limit(part.position() + part.remaining() / 2);
        file.write(part, position);
        throw new IOException("No space left on device");
      }
      file.write(from, position);
    }

    private void await() throws IOException {
      reached.countDown();
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      if (forceFails && !spill) {
        throw new IOException("Input/output error");
      }
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
