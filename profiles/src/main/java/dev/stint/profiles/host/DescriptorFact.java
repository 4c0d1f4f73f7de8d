package dev.stint.profiles.host;

import dev.stint.ledger.Nullable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the soft limit of file descriptors. */
final class DescriptorFact {
  static final String FILE = "/proc/self/limits";

  private static final Pattern LINE = Pattern.compile("(?m)^Max open files +(\\S+)");

  private DescriptorFact() {}

  /** From the JVM, else from {@value #FILE}; zero and unbounded are not limits to divide. */
  static Fact read(HostSource source) {
    long soft = source.fdSoftLimit();
    if (soft > 0 && soft != Long.MAX_VALUE) {
      return new Fact(soft, "soft limit of this process");
    }
    String limits = source.text(FILE);
    if (limits == null) {
      return Fact.unknown("the JVM does not say, and " + FILE + " is not readable");
    }
    Matcher line = LINE.matcher(limits);
    return line.find()
        ? of(line.group(1))
        : Fact.unknown("the JVM does not say, and " + FILE + " has no line for it");
  }

  private static Fact of(String text) {
    if (text.equals("unlimited")) {
      return Fact.unknown("the soft limit is unbounded, " + FILE);
    }
    Long soft = number(text);
    if (soft == null) {
      return Fact.unknown(FILE + " has no number for it");
    }
    return soft > 0
        ? new Fact(soft, "soft limit of this process, " + FILE)
        : Fact.unknown("the soft limit is 0, " + FILE);
  }

  private static @Nullable Long number(String text) {
    try {
      long value = Long.parseLong(text);
      return value == Long.MAX_VALUE ? null : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
