package dev.stint.profiles.host;

import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Unit;
import dev.stint.profiles.Quantity;
import dev.stint.profiles.QuantityException;

/**
 * What somebody says about one limit: nothing, that nothing is admitted, a number, or that there is
 * to be none. The last is a request only: it becomes {@code unlimited} in a profile, which a broker
 * binds for whoever has the capability, and for nobody else.
 */
public sealed interface LimitValue {
  /** The scaled value stays. */
  LimitValue DEFAULT = new Default();

  /** Nothing is admitted; the same as the number 0. */
  LimitValue BLOCK_ALL = new Amount(0);

  /** A request to have no limit of its own. */
  LimitValue UNLIMITED = new Unlimited();

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

  /** Asks for an exemption. */
  record Unlimited() implements LimitValue {}

  /** The number; 0 is {@link #BLOCK_ALL}. */
  static LimitValue of(long amount) {
    return amount == 0 ? BLOCK_ALL : new Amount(amount);
  }

  /** Reads {@code default}, {@code blockAll}, {@code unlimited} or an amount of that unit. */
  static LimitValue parse(String text, Unit unit) throws HostException {
    return switch (text) {
      case "default" -> DEFAULT;
      case "blockAll" -> BLOCK_ALL;
      case "unlimited" -> UNLIMITED;
      default -> amount(text, unit);
    };
  }

  private static LimitValue amount(String text, Unit unit) throws HostException {
    try {
      return of(Quantity.parse(text, unit));
    } catch (QuantityException e) {
      throw new HostException(
          HostCodes.LIMIT_VALUE,
          "value ["
              + PrincipalName.printable(text)
              + "] is not [default], [blockAll], [unlimited] or an amount");
    }
  }

  /** The text that {@link #parse} reads. */
  default String text(Unit unit) {
    if (this instanceof Amount amount) {
      return amount.amount == 0 ? "blockAll" : unit.format(amount.amount);
    }
    return this instanceof Default ? "default" : "unlimited";
  }
}
