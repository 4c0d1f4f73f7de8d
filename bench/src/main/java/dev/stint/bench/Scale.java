package dev.stint.bench;

import dev.stint.ledger.Resource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Prints, as a table, what many principals and many reservations cost: bytes for each of them and
 * nanoseconds for each operation. One thread; a smaller scale with {@code -Dstint.bench=quick}.
 */
public final class Scale {
  private Scale() {}

  public static void main(String[] args) {
    boolean quick = "quick".equals(System.getProperty("stint.bench"));
    int many = quick ? 10_000 : 100_000;
    int tokens = quick ? 100_000 : 1_000_000;

    System.out.println("| measure | figure |\n|---|--:|");
    row("bytes of an idle principal, 3 ledgers, 3 limits of its own", "%.0f", idle(many, false));
    row("bytes of an idle principal, 3 ledgers, 3 limits that all share", "%.0f", idle(many, true));
    row("bytes of one that was at work, 3 limits of its own", "%.0f", worked(many));
    charges("count", many, Principals.COUNTED);
    charges("bytes", many, Principals.BYTES);
    row("ns for a CAS on one of " + grouped(many) + " words, all in turn", "%.1f", words(many));
    Tokens held = new Tokens(tokens);
    held.run();
    row("bytes of a reservation, " + grouped(tokens) + " held", "%.0f", held.bytesEach());
    row("ns to reserve and commit one of them", "%.0f", held.reserveNanos());
    row("ns to release one of them", "%.0f", held.releaseNanos());
  }

  private static double idle(int count, boolean shared) {
    return new Principals(count, shared).bytesEach();
  }

  private static double worked(int count) {
    return new Principals(count, false).bytesEachOnceCharged();
  }

  private static void charges(String what, int many, Resource resource) {
    Principals hundred = new Principals(100, false);
    Principals all = new Principals(many, false);
    double few = hundred.chargeNanos(resource, 100);
    double same = all.chargeNanos(resource, 100);
    String unit = "ns for charge and refund, " + what + ", ";
    row(unit + "100 principals alive", "%.1f", few);
    row(unit + grouped(many) + " alive, 100 of them at work", "%.1f", same);
    row("ratio of the two, " + what, "%.2f", same / few);
    row(unit + grouped(many) + " alive, all in turn", "%.1f", all.chargeNanos(resource, many));
  }

  /** What the caches of the machine make of so many words, 1 KiB apart: the anchor of the above. */
  private static double words(int count) {
    AtomicLongArray[] words = new AtomicLongArray[count];
    for (int i = 0; i < count; i++) {
      words[i] = new AtomicLongArray(128);
    }
    return Turns.nanos(count, i -> words[i].compareAndSet(64, words[i].get(64), i));
  }

  private static void row(String measure, String format, double figure) {
    System.out.printf(Locale.ROOT, "| %s | " + format + " |%n", measure, figure);
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
