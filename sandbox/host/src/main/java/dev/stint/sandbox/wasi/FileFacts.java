package dev.stint.sandbox.wasi;

import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * What {@code filestat_get} tells: times are nanoseconds since 1970. The serial number is a hash of
 * the host's file key, so that equal files compare equal and the host's numbers stay unknown; Java
 * does not tell the number of links, so it is always 1.
 */
record FileFacts(
    long serial, FileType type, long sizeBytes, long accessed, long modified, long changed) {
  static final int SIZE = 64;

  private static final long DEVICE = 1;
  private static final long LINKS = 1;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  static FileFacts of(BasicFileAttributes attributes) {
    return new FileFacts(
        serial(attributes),
        FileType.of(attributes),
        attributes.size(),
        nanos(attributes.lastAccessTime()),
        nanos(attributes.lastModifiedTime()),
        nanos(attributes.lastModifiedTime()));
  }

  static FileFacts ofStream(FileType type) {
    return new FileFacts(0, type, 0, 0, 0, 0);
  }

  FileFacts withSize(long bytes) {
    return new FileFacts(serial, type, bytes, accessed, modified, changed);
  }

  void store(Call call, long address) {
    call.memory().putLong(address, DEVICE);
    call.memory().putLong(address + 8, serial);
    call.memory().putLong(address + 16, type.code());
    call.memory().putLong(address + 24, LINKS);
    call.memory().putLong(address + 32, sizeBytes);
    call.memory().putLong(address + 40, accessed);
    call.memory().putLong(address + 48, modified);
    call.memory().putLong(address + 56, changed);
  }

  /** Never 0, which a C library takes for an entry without a number. */
  static long serial(BasicFileAttributes attributes) {
    long hash = FNV_OFFSET;
    for (byte b : String.valueOf(attributes.fileKey()).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return hash == 0 ? 1 : hash;
  }

  private static long nanos(FileTime time) {
    return Math.max(0, time.to(TimeUnit.NANOSECONDS));
  }
}
