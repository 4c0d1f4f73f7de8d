package dev.stint.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.Locale;

/** The line that says where figures were taken. */
final class Machine {
  private Machine() {}

  static String line() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return "Machine: "
        + system.getAvailableProcessors()
        + " cores, "
        + Math.round(system.getTotalMemorySize() / (double) (1L << 30))
        + " GiB, "
        + system.getName()
        + " "
        + system.getArch()
        + ", "
        + System.getProperty("java.vendor")
        + " "
        + Runtime.version()
        + ", "
        + LocalDate.now()
        + ".";
  }

  /**
   * How many threads wanted a core in the last minute: above those of the run, others disturbed.
   */
  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", load);
  }
}
