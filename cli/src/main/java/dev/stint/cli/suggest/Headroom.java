package dev.stint.cli.suggest;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * How far above what was observed a limit shall lie: a factor from 1 to 100.
 *
 * <p>Limits are rounded up to quantities that people read: at most two digits that count, in the
 * largest unit in which that adds no more than a tenth.
 */
public record Headroom(BigDecimal factor) {
  private static final Pattern SHAPE = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?");
  private static final BigDecimal MOST = BigDecimal.valueOf(100);
  private static final BigDecimal PAGE = BigDecimal.valueOf(65_536);

  /** Half of what a limit can be: above it a figure is no observation. */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1L << 62);

  private static final BigDecimal ROUNDED = new BigDecimal("1.1");

  /** The factor that a text states, or null. */
  public static @Nullable Headroom parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return null;
    }
    BigDecimal factor = new BigDecimal(text).stripTrailingZeros();
    boolean fits = factor.compareTo(BigDecimal.ONE) >= 0 && factor.compareTo(MOST) <= 0;
    return fits ? new Headroom(factor) : null;
  }

  /**
   * The readable amount that is not below the need times the factor, and not below the floor; -1
   * when that is too large for a limit.
   */
  long above(long need, long floor, Resource resource) {
    BigDecimal wanted = factor.multiply(BigDecimal.valueOf(need)).max(BigDecimal.valueOf(floor));
    if (wanted.compareTo(LARGEST) > 0) {
      return -1;
    }
    if (resource == Resource.DIRECT_MEMORY) {
      BigDecimal pages = wanted.divide(PAGE, 0, RoundingMode.CEILING);
      return readable(pages, Unit.COUNT).multiply(PAGE).longValueExact();
    }
    return readable(wanted, resource.unit()).longValueExact();
  }

  private static BigDecimal readable(BigDecimal wanted, Unit unit) {
    BigDecimal base = BigDecimal.valueOf(unit == Unit.BYTES ? 1_024 : 1_000);
    BigDecimal size = BigDecimal.ONE;
    while (wanted.compareTo(size.multiply(base)) >= 0) {
      size = size.multiply(base);
    }
    BigDecimal most = wanted.multiply(ROUNDED);
    BigDecimal rounded = rounded(wanted, size);
    while (rounded.compareTo(most) > 0 && size.compareTo(BigDecimal.ONE) > 0) {
      size = size.divideToIntegralValue(base);
      rounded = rounded(wanted, size);
    }
    return rounded;
  }

  private static BigDecimal rounded(BigDecimal wanted, BigDecimal size) {
    BigDecimal number = wanted.divide(size, 0, RoundingMode.CEILING);
    int more = Math.max(0, number.precision() - 2);
    return number.setScale(-more, RoundingMode.CEILING).multiply(size);
  }

  @Override
  public String toString() {
    return factor.toPlainString();
  }
}
