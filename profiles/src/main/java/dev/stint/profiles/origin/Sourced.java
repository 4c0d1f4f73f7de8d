package dev.stint.profiles.origin;

import dev.stint.ledger.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A value with its origin and with the weaker values that it overrode. Immutable.
 *
 * <p>Start with what is always there and offer the rest, in any order:
 *
 * <pre>{@code
 * Sourced.derived(6, "8 cores - 2")
 *     .offer(Origin.ENVIRONMENT, "STINT_X", 4)
 *     .offer(Origin.ARGUMENT, "--x", null)   // absent: nothing changes
 * }</pre>
 *
 * <p>The strongest origin decides; of two values of the same origin the one offered first does.
 * Thus the place of a rule that is more specific is offered before a more general one.
 *
 * @param <T> a value type; it is shown by its {@code toString}
 */
public final class Sourced<T> {
  private final T value;
  private final Origin origin;
  private final String where;
  private final List<Overridden<T>> overridden;

  private Sourced(Overridden<T> chosen, List<Overridden<T>> overridden) {
    this.value = chosen.value();
    this.origin = chosen.origin();
    this.where = chosen.where();
    this.overridden = List.copyOf(overridden);
  }

  /** A value from that place, which overrides nothing yet. */
  public static <T> Sourced<T> of(Origin origin, String where, T value) {
    return new Sourced<>(new Overridden<>(value, origin, where), List.of());
  }

  /** A value that was computed; {@code how} names the inputs. */
  public static <T> Sourced<T> derived(T value, String how) {
    return of(Origin.DERIVED, how, value);
  }

  /** This value and one more candidate; null stands for an absent one. */
  public Sourced<T> offer(Origin from, String at, @Nullable T candidate) {
    if (candidate == null) {
      return this;
    }
    Overridden<T> offered = new Overridden<>(candidate, from, at);
    List<Overridden<T>> others = new ArrayList<>(overridden);
    if (from.beats(origin)) {
      others.add(0, new Overridden<>(value, origin, where));
      return new Sourced<>(offered, others);
    }
    others.add(placeOf(from), offered);
    return new Sourced<>(new Overridden<>(value, origin, where), others);
  }

  private int placeOf(Origin from) {
    int place = 0;
    while (place < overridden.size() && !from.beats(overridden.get(place).origin())) {
      place++;
    }
    return place;
  }

  /** The same choice with other values, for example in another unit or clamped. */
  public <U> Sourced<U> map(Function<? super T, ? extends U> function) {
    List<Overridden<U>> others = new ArrayList<>();
    for (Overridden<T> other : overridden) {
      U mapped = function.apply(other.value());
      others.add(new Overridden<>(mapped, other.origin(), other.where()));
    }
    U mapped = function.apply(value);
    return new Sourced<>(new Overridden<>(mapped, origin, where), others);
  }

  /** The same origin with a corrected value; what was overridden stays as it was written. */
  public Sourced<T> corrected(T to) {
    return new Sourced<>(new Overridden<>(to, origin, where), overridden);
  }

  /** The value that counts. */
  public T value() {
    return value;
  }

  public Origin origin() {
    return origin;
  }

  /** The place within the origin: an option, a line, a variable, or the inputs of a derivation. */
  public String where() {
    return where;
  }

  /** What was there beside it, the strongest first. */
  public List<Overridden<T>> overridden() {
    return overridden;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sourced<?> that
        && value.equals(that.value)
        && origin == that.origin
        && where.equals(that.where)
        && overridden.equals(that.overridden);
  }

  @Override
  public int hashCode() {
    return value.hashCode() * 31 + origin.hashCode();
  }

  /** One line, such as {@code 4 from file stint.yaml:3}. */
  @Override
  public String toString() {
    return value + " from " + origin.label() + " " + where;
  }
}
