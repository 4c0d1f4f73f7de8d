package dev.stint.profiles.host;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfilePrinter;
import java.util.List;
import java.util.Map;

/** Writes limits as a profile. */
final class ScaledProfile {
  private static final List<String> SECTIONS = List.of("system", "default");

  private ScaledProfile() {}

  /** Off-heap memory is rounded down to the whole pages in which a profile counts it. */
  static String yaml(String profileId, Map<String, Map<Resource, Limit>> sections) {
    StringBuilder text = new StringBuilder("schema: 1\n");
    text.append("profileId: ").append(profileId).append("\nversionId: \"1\"\nepoch: 0\n");
    for (String section : SECTIONS) {
      Map<Resource, Limit> limits = sections.getOrDefault(section, Map.of());
      if (!limits.isEmpty()) {
        text.append(section).append(":\n");
        limits.forEach((resource, limit) -> line(text, resource, limit));
      }
    }
    return text.toString();
  }

  /** One more line of the last section: a request that a broker may refuse. */
  static String unlimited(Resource resource) {
    return "  " + resource.profileField() + ": unlimited\n";
  }

  private static void line(StringBuilder text, Resource resource, Limit limit) {
    text.append("  ")
        .append(resource.profileField())
        .append(": ")
        .append(ProfilePrinter.value(resource, limit))
        .append('\n');
  }
}
