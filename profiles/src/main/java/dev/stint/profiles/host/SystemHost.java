package dev.stint.profiles.host;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The machine itself. */
final class SystemHost implements HostSource {
  /** The files that are read here have a few hundred bytes. */
  private static final int LARGEST_BYTES = 64 * 1024;

  @Override
  public int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public long memoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Fact.UNKNOWN;
  }

  /** HotSpot raises the soft limit to the hard one at its start; this is the limit after that. */
  @Override
  public long fdSoftLimit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Fact.UNKNOWN;
  }

  @Override
  public @Nullable String text(String path) {
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      return new String(in.readNBytes(LARGEST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException | SecurityException e) {
      return null;
    }
  }
}
