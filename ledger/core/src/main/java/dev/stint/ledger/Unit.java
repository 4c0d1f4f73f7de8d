package dev.stint.ledger;

/** The unit in which a resource is counted; amounts are always whole. */
public enum Unit {
  COUNT,
  BYTES,
  INSTRUCTIONS,
  MICROSECONDS;

  private static final String[] BINARY = {"Ei", "Pi", "Ti", "Gi", "Mi", "Ki"};
  private static final String[] DECIMAL = {"E", "P", "T", "G", "M", "k"};

  /**
   * The canonical text of an amount: the largest suffix that leaves no fraction, so that it parses
   * back to the same number ({@code 8190Ki}, {@code 1500}, {@code 10M}).
   */
  public String format(long amount) {
    return switch (this) {
      case BYTES -> suffixed(amount, BINARY, 1024);
      case INSTRUCTIONS -> suffixed(amount, DECIMAL, 1000);
      case MICROSECONDS -> micros(amount);
      case COUNT -> Long.toString(amount);
    };
  }

  private static String suffixed(long amount, String[] suffixes, long base) {
    if (amount == 0) {
      return "0";
    }
    long unit = 1;
    for (int i = 0; i < suffixes.length; i++) {
      unit *= base;
    }
    for (String suffix : suffixes) {
      if (amount % unit == 0) {
        return amount / unit + suffix;
      }
      unit /= base;
    }
    return Long.toString(amount);
  }

  private static String micros(long amount) {
    if (amount % 1_000_000 == 0) {
      return amount / 1_000_000 + "s";
    }
    return amount % 1_000 == 0 ? amount / 1_000 + "ms" : amount + "us";
  }
}
