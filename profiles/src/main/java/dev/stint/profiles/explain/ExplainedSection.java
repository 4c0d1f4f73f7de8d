package dev.stint.profiles.explain;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One section of a profile with all limits that apply in it, in the order of the catalogue.
 *
 * @param kind what it is: the system, the defaults or a principal
 * @param parent the section above it, or null for the system
 * @param depth how many principals stand above it
 * @param exempt the resources that the section asks to be exempt of; limits of ancestors are among
 *     {@code limits} and bind it all the same
 * @param networkProfile the name of the network profile, whose limits are among them, or null
 * @param launcherProfile the name of the launcher profile, or null
 */
public record ExplainedSection(
    Kind kind,
    String name,
    @Nullable String parent,
    int depth,
    List<ExplainedLimit> limits,
    Set<Resource> exempt,
    @Nullable String networkProfile,
    @Nullable String launcherProfile) {
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
    exempt = Collections.unmodifiableSet(new LinkedHashSet<>(exempt));
  }
}
