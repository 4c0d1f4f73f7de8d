package dev.stint.profiles.host;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Unit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how much memory there is: the lowest of machine, container and what the JVM was told. */
final class MemoryFact {
  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal: +(\\d{1,15}) kB");

  private MemoryFact() {}

  static Fact read(HostSource source) {
    long jvm = source.memoryBytes();
    long machine = physical(source);
    CgroupMemory.Found group = CgroupMemory.lowest(source);
    long least = least(jvm, machine, group == null ? 0 : group.bytes());
    if (least == Long.MAX_VALUE) {
      return Fact.unknown("neither the JVM nor /proc/meminfo says");
    }
    return new Fact(least, from(least, machine, group));
  }

  private static String from(long least, long machine, CgroupMemory.@Nullable Found group) {
    if (machine > 0 && least == machine) {
      return "physical";
    }
    String of = machine > 0 ? ", of " + Unit.BYTES.format(machine) + " physical" : "";
    if (group != null && least == group.bytes()) {
      return "container limit " + group.file() + of;
    }
    return "as the JVM reports it" + of;
  }

  private static long physical(HostSource source) {
    String info = source.text("/proc/meminfo");
    Matcher total = TOTAL.matcher(info == null ? "" : info);
    return total.find() ? Long.parseLong(total.group(1)) * 1024 : 0;
  }

  private static long least(long... candidates) {
    long least = Long.MAX_VALUE;
    for (long candidate : candidates) {
      if (candidate > 0) {
        least = Math.min(least, candidate);
      }
    }
    return least;
  }
}
