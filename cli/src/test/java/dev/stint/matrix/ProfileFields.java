package dev.stint.matrix;

import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

  private static boolean limits(String field, Resource resource) {
    String yaml = "schema: 1\nprofileId: p\ndefault: {" + field + ": 1}\n";
    try {
      byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
      ProfileDocument document = ProfileReader.read("p.yaml", bytes, Strictness.STRICT);
      return document.defaults().limits().containsKey(resource);
    } catch (ProfileException e) {
      return false;
    }
  }
}
