package dev.stint.ledger;

/** The unit in which a resource is counted; amounts are always whole. */
public enum Unit {
  COUNT,
  BYTES,
  INSTRUCTIONS,
  MICROSECONDS;

  private static final String[] BINARY = {"Ei", "Pi", "Ti", "Gi", "Mi", "Ki"};
  private static final String[] DECIMAL = {"E", "P", "T", "G", "M", "k"};
  private static final String[] TIMES = {"s", "ms", "us"};

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

  /**
   * The amount that a text stands for: digits, then at most one of the suffixes that {@link
   * #format} writes (of bytes also the decimal ones), without a blank.
   *
   * @throws IllegalArgumentException with one line when the text is not an amount of this unit
   */
  public long parse(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    long factor = factor(text.substring(end));
    if (end == 0 || factor == 0) {
      throw notAnAmount(text);
    }
    try {
      return Math.multiplyExact(Long.parseLong(text.substring(0, end)), factor);
    } catch (NumberFormatException | ArithmeticException e) {
      throw notAnAmount(text);
    }
  }

  /** What one of that suffix stands for, or 0 when this unit has no such suffix. */
  private long factor(String suffix) {
    if (suffix.isEmpty()) {
      return 1;
    }
    return switch (this) {
      case BYTES -> Math.max(power(suffix, BINARY, 1024), power(suffix, DECIMAL, 1000));
      case INSTRUCTIONS -> power(suffix, DECIMAL, 1000);
      case MICROSECONDS -> power(suffix, TIMES, 1000);
      case COUNT -> 0;
    };
  }

  private static long power(String suffix, String[] suffixes, long base) {
    long unit = suffixes == TIMES ? 1 : base;
    for (int i = suffixes.length - 1; i >= 0; i--) {
      if (suffixes[i].equals(suffix)) {
        return unit;
      }
      unit *= base;
    }
    return 0;
  }

  private IllegalArgumentException notAnAmount(String text) {
    return new IllegalArgumentException(
        "amount ["
            + PrincipalName.printable(text)
            + "] must be a whole number below 2^63"
            + suffixes()
            + " (STINT-N002)");
  }

  private String suffixes() {
    return switch (this) {
      case BYTES -> anyOf(BINARY);
      case INSTRUCTIONS -> anyOf(DECIMAL);
      case MICROSECONDS -> anyOf(TIMES);
      case COUNT -> "";
    };
  }

  private static String anyOf(String[] suffixes) {
    return ", with a suffix of [" + String.join(", ", suffixes) + "] or none";
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
