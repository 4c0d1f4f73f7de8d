package dev.stint.ledger.qos;

/**
 * A class as it arrived from outside: a {@link QosClass}, or an {@link InvalidQos} that names the
 * number nobody knows. A guest's number becomes one or the other; it is never clamped and never
 * thrown about.
 */
public sealed interface QosArgument permits QosClass, InvalidQos {
  /** The name for audit and messages, such as {@code normal} or {@code invalid[7]}. */
  String label();
}
