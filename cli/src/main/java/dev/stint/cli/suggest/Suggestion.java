package dev.stint.cli.suggest;

import java.util.List;

/**
 * A profile that admits what was observed.
 *
 * @param yaml the profile with its comments; without them it is in canonical form
 * @param limits how many limits in it come from evidence
 * @param warnings what a reader must know before it is enforced, one line each, bounded
 */
public record Suggestion(String yaml, int limits, List<String> warnings) {
  public Suggestion {
    warnings = List.copyOf(warnings);
  }
}
