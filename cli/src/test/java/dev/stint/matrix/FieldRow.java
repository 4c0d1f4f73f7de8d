package dev.stint.matrix;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of the table of fields.
 *
 * @param code the number of the resource, or a dash for a field that is of none
 * @param kind what is held, what is spent, or what the field is to another one
 * @param enforced which half denies or counts it
 */
record FieldRow(
    String field, String resource, String code, String unit, String kind, String enforced) {
  private static final String NOTHING = "-";

  /** The fields that are no limit by themselves, but the window of one. */
  private static final Map<Resource, String> WINDOWS =
      Map.of(Resource.CPU_TIME, "cpuWindowUs", Resource.LOG_BYTES, "logWindow");

  private static final Map<String, String> REFERENCES =
      new TreeMap<>(Map.of("networkProfile", "socketLimit", "launcherProfile", "processLimit"));

  /** All lines: by the code of the resource, then what only names something else. */
  static List<FieldRow> all(Enforcement build) {
    List<FieldRow> rows = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      for (String field : ProfileFields.of(resource)) {
        rows.add(of(field, resource, build));
        String window = WINDOWS.get(resource);
        if (window != null && ProfileFields.isWindow(window, field)) {
          rows.add(window(window, resource, build));
        }
      }
    }
    REFERENCES.forEach(
        (field, limit) -> {
          boolean limits = ProfileFields.givesLimits(field, limit);
          String enforced = limits ? "as its limits" : Row.NOT_ENFORCED;
          rows.add(new FieldRow(field, NOTHING, NOTHING, "name", "reference", enforced));
        });
    return rows;
  }

  private static FieldRow of(String field, Resource resource, Enforcement build) {
    Limit one = ProfileFields.one(field, resource);
    return new FieldRow(
        field,
        resource.label(),
        Integer.toString(resource.code()),
        unit(resource.unit(), one.hard()),
        kind(resource, one),
        enforced(resource, build));
  }

  private static FieldRow window(String field, Resource resource, Enforcement build) {
    String unit = field.endsWith("Us") ? "microseconds" : "duration";
    String code = Integer.toString(resource.code());
    return new FieldRow(field, resource.label(), code, unit, "window", enforced(resource, build));
  }

  /** What one of the field is: a field may count pages where its resource counts bytes. */
  private static String unit(Unit unit, long one) {
    if (one != 1) {
      return "pages of " + unit.format(one);
    }
    return unit.name().toLowerCase(Locale.ROOT);
  }

  private static String kind(Resource resource, Limit one) {
    if (resource.kind() == ResourceKind.STOCK) {
      return "stock";
    }
    return one.windowNanos() == 0 ? "flow in total" : "flow per window";
  }

  private static String enforced(Resource resource, Enforcement build) {
    List<String> who = new ArrayList<>();
    for (Half half : List.of(Half.AGENT, Half.SANDBOX)) {
      if (build.denies(resource, half)) {
        who.add(half.label() + " denies");
      } else if (build.charges(resource, half)) {
        who.add(half.label() + " counts");
      }
    }
    return who.isEmpty() ? Row.NOT_ENFORCED : String.join(", ", who);
  }

  List<String> cells() {
    return List.of(field, resource, code, unit, kind, enforced);
  }
}
