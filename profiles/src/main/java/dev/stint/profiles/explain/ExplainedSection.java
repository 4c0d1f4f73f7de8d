package dev.stint.profiles.explain;

import dev.stint.ledger.Nullable;
import java.util.List;

/**
 * One section of a profile with all limits that apply in it, in the order of the catalogue.
 *
 * @param kind what it is: the system, the defaults or a principal
 * @param parent the section above it, or null for the system
 * @param depth how many principals stand above it
 */
public record ExplainedSection(
    Kind kind, String name, @Nullable String parent, int depth, List<ExplainedLimit> limits) {
  /** The kinds of sections. */
  public enum Kind {
    SYSTEM("system"),
    DEFAULTS("defaults"),
    PRINCIPAL("principal");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  public ExplainedSection {
    limits = List.copyOf(limits);
  }
}
