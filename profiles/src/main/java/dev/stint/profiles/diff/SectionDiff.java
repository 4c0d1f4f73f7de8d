package dev.stint.profiles.diff;

import dev.stint.ledger.Nullable;
import java.util.List;

/**
 * What differs in one section.
 *
 * @param name {@code profile} for the head, {@code system}, {@code default}, the name of a
 *     principal, or {@code network profile} or {@code launcher profile} and its name
 * @param isPrincipal whether it is a principal, whatever its name
 * @param presence whether both have the section
 * @param settings what differs beside limits
 * @param limits in the order of the catalogue
 */
public record SectionDiff(
    String name,
    boolean isPrincipal,
    Presence presence,
    List<SettingChange> settings,
    List<FieldChange> limits) {
  /** Where a section is. */
  public enum Presence {
    BOTH,
    ADDED,
    REMOVED;

    static Presence of(@Nullable Object before, @Nullable Object after) {
      if (before == null) {
        return ADDED;
      }
      return after == null ? REMOVED : BOTH;
    }
  }

  /**
   * A setting that is not a limit, such as the version or what code a principal matches.
   *
   * @param before {@code -} where it was not there
   * @param after {@code -} where it is not there any more
   */
  public record SettingChange(String name, String before, String after) {}

  public SectionDiff {
    settings = List.copyOf(settings);
    limits = List.copyOf(limits);
  }

  public boolean isEmpty() {
    return presence == Presence.BOTH && settings.isEmpty() && limits.isEmpty();
  }
}
