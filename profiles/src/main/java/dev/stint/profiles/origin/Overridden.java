package dev.stint.profiles.origin;

/**
 * A value that was there, but a stronger one decided.
 *
 * @param where the place within the origin, such as {@code guest.yaml:14} or the name of a variable
 */
public record Overridden<T>(T value, Origin origin, String where) {
  /** One line for tables, such as {@code 12 from environment STINT_CAPSULE_INSTANCE_POOL_SIZE}. */
  @Override
  public String toString() {
    return value + " from " + origin.label() + " " + where;
  }
}
