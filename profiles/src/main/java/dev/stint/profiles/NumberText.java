package dev.stint.profiles;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with a suffix, taken apart but not yet weighed.
 *
 * @param what the word for messages: amount, duration or rate
 */
record NumberText(String what, String text, BigDecimal number, String suffix) {
  private static final int LONGEST = 64;
  private static final Pattern SHAPE =
      Pattern.compile("(\\d+(?:\\.\\d+)?)(?:[eE]([+-]?\\d{1,3}))?([A-Za-z]*)");
  private static final Pattern NEGATIVE = Pattern.compile("-\\s*[\\d.].*");

  /** The largest long itself is a way to write "unlimited". */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE - 1);

  /** How people write a number that does not exist here. */
  private static final Set<String> UNLIMITED =
      Set.of(
          "-1",
          "unlimited",
          "infinity",
          "infinite",
          "inf",
          ".inf",
          "+inf",
          "-inf",
          "nolimit",
          "no-limit",
          "none",
          "max",
          "9223372036854775807",
          "18446744073709551615");

  static NumberText of(String what, String text, String example) throws QuantityException {
    if (UNLIMITED.contains(text.toLowerCase(Locale.ROOT))) {
      throw new QuantityException(
          Codes.UNLIMITED,
          what
              + " ["
              + Shown.value(text)
              + "] stands for no limit, leave the field out to inherit instead");
    }
    if (NEGATIVE.matcher(text).matches()) {
      throw new QuantityException(
          Codes.NEGATIVE, what + " [" + Shown.value(text) + "] is negative");
    }
    Matcher matcher = SHAPE.matcher(text);
    if (text.length() > LONGEST || !matcher.matches()) {
      throw new QuantityException(
          Codes.NOT_AN_AMOUNT,
          what
              + " ["
              + Shown.value(text)
              + "] is not a number with a unit, such as ["
              + example
              + "]");
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    if (matcher.group(2) != null) {
      number = number.scaleByPowerOfTen(Integer.parseInt(matcher.group(2)));
    }
    return new NumberText(what, text, number, matcher.group(3));
  }

  /** The number times the factor, which must be whole and fit. */
  long times(BigDecimal factor) throws QuantityException {
    BigDecimal product = number.multiply(factor);
    if (product.compareTo(LARGEST) > 0) {
      throw fault(Codes.OUT_OF_RANGE, "is above the largest, [" + LARGEST + "]");
    }
    if (product.signum() != 0 && product.stripTrailingZeros().scale() > 0) {
      throw fault(Codes.NOT_AN_AMOUNT, "does not come out whole");
    }
    return product.longValueExact();
  }

  QuantityException fault(String code, String text) {
    return new QuantityException(code, what + " [" + Shown.value(this.text) + "] " + text);
  }
}
