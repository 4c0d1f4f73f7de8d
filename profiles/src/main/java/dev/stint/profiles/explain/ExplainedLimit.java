package dev.stint.profiles.explain;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.origin.Sourced;
import java.util.List;

/**
 * The limit of one resource that applies in one section.
 *
 * @param limit with its origin and all that it overrode
 * @param inheritedFrom the nearest ancestor, when the section has no limit of its own; else null
 * @param tighter the ancestors that admit less, at once or in the long run, the nearest first
 */
public record ExplainedLimit(
    Resource resource,
    Sourced<Limit> limit,
    @Nullable String inheritedFrom,
    List<Ancestor> tighter) {
  public ExplainedLimit {
    tighter = List.copyOf(tighter);
  }

  /** A limit of an ancestor. */
  public record Ancestor(String section, Sourced<Limit> limit) {}

  /** The field that states it. */
  public String field() {
    return ProfilePrinter.field(resource, limit.value());
  }

  /** The value of the field, such as {@code 10Mi/s}. */
  public String value() {
    return ProfilePrinter.value(resource, limit.value());
  }
}
