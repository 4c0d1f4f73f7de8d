package dev.stint.profiles.host;

import dev.stint.ledger.Nullable;

/**
 * Finds the lowest memory limit among the control group of this process and those around it,
 * version 1 or 2. Groups that are not visible here, as in most containers, are passed over; the
 * root of the mount, which is the container's own group, is always looked at.
 */
final class CgroupMemory {
  private static final String ROOT = "/sys/fs/cgroup";
  private static final int DEEPEST = 64;

  /** Version 1 says "no limit" by a number that no machine has. */
  private static final long NO_LIMIT = 1L << 60;

  /** A limit and the file that states it. */
  record Found(long bytes, String file) {}

  private final HostSource source;
  private @Nullable Found lowest;

  private CgroupMemory(HostSource source) {
    this.source = source;
  }

  /** The lowest limit, or null when there is none. */
  static @Nullable Found lowest(HostSource source) {
    CgroupMemory search = new CgroupMemory(source);
    String groups = source.text("/proc/self/cgroup");
    if (groups != null) {
      groups.lines().limit(DEEPEST).forEach(search::line);
    }
    return search.lowest;
  }

  /** One line, {@code number:controllers:path}. */
  private void line(String line) {
    String[] parts = line.split(":", 3);
    if (parts.length != 3) {
      return;
    }
    if (parts[1].isEmpty()) {
      upwards(ROOT, parts[2], "/memory.max");
    } else if (("," + parts[1] + ",").contains(",memory,")) {
      upwards(ROOT + "/memory", parts[2], "/memory.limit_in_bytes");
    }
  }

  private void upwards(String mount, String path, String file) {
    String group = path.contains("..") ? "" : path;
    for (int depth = 0; depth < DEEPEST && !group.isEmpty() && !group.equals("/"); depth++) {
      look(mount + group + file);
      group = group.substring(0, Math.max(0, group.lastIndexOf('/')));
    }
    look(mount + file);
  }

  private void look(String file) {
    String text = source.text(file);
    long bytes = text == null ? NO_LIMIT : number(text.strip());
    if (bytes > 0 && bytes < NO_LIMIT && (lowest == null || bytes < lowest.bytes())) {
      lowest = new Found(bytes, file);
    }
  }

  /** The word {@code max}, and whatever else is no number, is no limit. */
  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return NO_LIMIT;
    }
  }
}
