package dev.stint.profiles.host;

import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Unit;
import dev.stint.profiles.Quantity;
import dev.stint.profiles.QuantityException;

/**
 * What somebody says about one limit: nothing, that nothing is admitted, a number, or, with a
 * capability in hand, that there is none.
 */
public sealed interface LimitValue {
  /** The scaled value stays. */
  LimitValue DEFAULT = new Default();

  /** Nothing is admitted; the same as the number 0. */
  LimitValue BLOCK_ALL = new Amount(0);

  /** Says nothing. */
  record Default() implements LimitValue {}

  /** That amount, in the unit of the resource. */
  record Amount(long amount) implements LimitValue {
    public Amount {
      if (amount < 0) {
        throw new IllegalArgumentException("a limit is not negative: " + amount);
      }
    }
  }

  /** No limit of its own. */
  record Unlimited(Exemption exemption) implements LimitValue {}

  /** The number, or {@code blockAll} for 0. */
  static LimitValue of(long amount) {
    return amount == 0 ? BLOCK_ALL : new Amount(amount);
  }

  /**
   * Reads {@code default}, {@code blockAll} or an amount of that unit. {@code unlimited} is
   * refused: it takes an {@link Exemption}.
   */
  static LimitValue parse(String text, Unit unit) throws HostException {
    switch (text) {
      case "default":
        return DEFAULT;
      case "blockAll":
        return BLOCK_ALL;
      case "unlimited":
        throw new HostException(
            HostCodes.LIMIT_VALUE,
            "value [unlimited] takes an exemption, which no text is; write [default] or a number");
      default:
        return amount(text, unit);
    }
  }

  private static LimitValue amount(String text, Unit unit) throws HostException {
    try {
      return of(Quantity.parse(text, unit));
    } catch (QuantityException e) {
      throw new HostException(
          HostCodes.LIMIT_VALUE,
          "value ["
              + PrincipalName.printable(text)
              + "] is not [default], [blockAll] or an amount");
    }
  }

  /** The text that {@link #parse} reads; of an exemption, {@code unlimited}, which it refuses. */
  default String text(Unit unit) {
    if (this instanceof Amount amount) {
      return amount.amount == 0 ? "blockAll" : unit.format(amount.amount);
    }
    return this instanceof Default ? "default" : "unlimited";
  }
}
