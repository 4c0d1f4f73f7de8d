package dev.stint.matrix;

import dev.stint.architecture.TaggedTest;
import dev.stint.ledger.Resource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The tests that carry {@code @Tag("denies:LABEL")}. */
final class DenialTests {
  static final String PREFIX = "denies:";

  private final Map<Resource, Map<Half, TreeSet<String>>> byResource =
      new EnumMap<>(Resource.class);

  DenialTests(List<TaggedTest> tests) {
    for (TaggedTest test : tests) {
      if (test.tag().startsWith(PREFIX)) {
        add(test, test.tag().substring(PREFIX.length()));
      }
    }
  }

  private void add(TaggedTest test, String label) {
    Resource resource = Resource.byLabel(label);
    if (resource == null) {
      throw new AssertionError("[" + test.name() + "] denies [" + label + "], no such resource");
    }
    byResource
        .computeIfAbsent(resource, key -> new EnumMap<>(Half.class))
        .computeIfAbsent(Half.ofTests(test.module(), test.type()), key -> new TreeSet<>())
        .add(test.name());
  }

  List<String> of(Resource resource, Half half) {
    return List.copyOf(
        byResource.getOrDefault(resource, Map.of()).getOrDefault(half, new TreeSet<>()));
  }
}
