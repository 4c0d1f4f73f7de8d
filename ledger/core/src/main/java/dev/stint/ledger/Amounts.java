package dev.stint.ledger;

import java.util.Arrays;

/**
 * Amounts of several resources, each at most once, in the fixed order of the resource codes in
 * which every reservation of several resources charges. Immutable; each amount in the unit of its
 * resource.
 */
public final class Amounts {
  private final Resource[] resources;
  private final long[] amounts;

  private Amounts(Resource[] resources, long[] amounts) {
    this.resources = resources;
    this.amounts = amounts;
  }

  /** One amount; go on with {@link #and}. */
  public static Amounts of(Resource resource, long amount) {
    return new Amounts(new Resource[] {resource}, new long[] {amount});
  }

  /** These amounts and one more; {@link IllegalArgumentException} when the resource has one. */
  public Amounts and(Resource resource, long amount) {
    int at = 0;
    while (at < resources.length && resources[at].code() < resource.code()) {
      at++;
    }
    if (at < resources.length && resources[at] == resource) {
      throw new IllegalArgumentException("resource [" + resource.label() + "] is named twice");
    }
    int size = resources.length;
    Resource[] more = Arrays.copyOf(resources, size + 1);
    long[] sums = Arrays.copyOf(amounts, size + 1);
    System.arraycopy(resources, at, more, at + 1, size - at);
    System.arraycopy(amounts, at, sums, at + 1, size - at);
    more[at] = resource;
    sums[at] = amount;
    return new Amounts(more, sums);
  }

  /** How many resources there are. */
  public int size() {
    return resources.length;
  }

  /** The resource at that place, from 0 on, in the order of the codes. */
  public Resource resource(int index) {
    return resources[index];
  }

  public long amount(int index) {
    return amounts[index];
  }

  /** The amount of that resource, 0 when there is none. */
  public long amount(Resource resource) {
    for (int i = 0; i < resources.length; i++) {
      if (resources[i] == resource) {
        return amounts[i];
      }
    }
    return 0;
  }

  boolean sameAs(Amounts other) {
    return this == other
        || (Arrays.equals(resources, other.resources) && Arrays.equals(amounts, other.amounts));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < resources.length; i++) {
      text.append(i == 0 ? "" : ", ").append(resources[i].label()).append(" [");
      text.append(resources[i].unit().format(amounts[i])).append(']');
    }
    return text.toString();
  }
}
