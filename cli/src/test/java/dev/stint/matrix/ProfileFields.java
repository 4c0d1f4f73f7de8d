package dev.stint.matrix;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which fields of a profile become a limit of a resource: found by reading profiles with them. */
final class ProfileFields {
  private ProfileFields() {}

  static List<String> of(Resource resource) {
    String name = resource.profileField();
    List<String> fields = new ArrayList<>();
    for (String candidate : List.of(name, name.replace("PerWindow", "Total"))) {
      if (!fields.contains(candidate) && limits(candidate, resource)) {
        fields.add(candidate);
      }
    }
    return fields;
  }

  /** The limit that one of a field is. */
  static Limit one(String field, Resource resource) {
    Limit limit = read(field + ": 1", resource);
    if (limit == null) {
      throw new AssertionError("[" + field + "] does not limit [" + resource + "]");
    }
    return limit;
  }

  /** Whether a field states the window of another one. */
  static boolean isWindow(String field, String of) {
    Limit limit = read(of + ": 1, " + field + ": " + (field.endsWith("Us") ? "7000" : "7ms"), null);
    return limit != null && limit.windowNanos() == 7_000_000;
  }

  /** Whether to name a definition gives its limits to the section that names it. */
  static boolean givesLimits(String reference, String limit) {
    String yaml =
        "schema: 1\nprofileId: p\n"
            + reference
            + "s: {n: {"
            + limit
            + ": 1}}\ndefault: {"
            + reference
            + ": n}\n";
    return !limitsOf(yaml).isEmpty();
  }

  private static boolean limits(String field, Resource resource) {
    return read(field + ": 1", resource) != null;
  }

  /** The limit of that resource, or of any, when these fields stand in a profile; else null. */
  private static Limit read(String fields, Resource resource) {
    String yaml = "schema: 1\nprofileId: p\ndefault: {" + fields + "}\n";
    Map<Resource, Limit> limits = limitsOf(yaml);
    return resource == null
        ? limits.values().stream().findFirst().orElse(null)
        : limits.get(resource);
  }

  private static Map<Resource, Limit> limitsOf(String yaml) {
    try {
      byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
      return ProfileReader.read("p.yaml", bytes, Strictness.STRICT).defaults().limits();
    } catch (ProfileException e) {
      return Map.of();
    }
  }
}
