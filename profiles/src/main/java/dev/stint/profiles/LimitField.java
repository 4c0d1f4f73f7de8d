package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Unit;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A field that limits a resource.
 *
 * @param form how it limits: what is held, what is spent per window, or what is spent in total
 */
record LimitField(String name, Resource resource, Form form) {
  enum Form {
    STOCK,
    WINDOW,
    TOTAL
  }

  /** {@code frameGrantLimitPages} counts pages of this size; its ledger counts bytes. */
  static final long PAGE_BYTES = 65_536;

  static final String LAUNCHER_PROFILE = "launcherProfile";
  static final String NETWORK_PROFILE = "networkProfile";

  /** The fields that only state the window of another one. */
  private static final Map<String, Resource> COMPANIONS =
      Map.of("cpuWindowUs", Resource.CPU_TIME, "logWindow", Resource.LOG_BYTES);

  private static final Map<String, LimitField> BY_NAME = all();
  private static final Map<String, String> SPELLINGS = spellings();

  /** What a network profile may limit. */
  private static final Set<Resource> NETWORK =
      EnumSet.of(
          Resource.SOCKETS,
          Resource.LISTENERS,
          Resource.FDS,
          Resource.NET_IN,
          Resource.NET_OUT,
          Resource.STREAMS_IN,
          Resource.STREAMS_OUT,
          Resource.STREAMS_TOTAL,
          Resource.CONNS_IN,
          Resource.CONNS_OUT,
          Resource.CONNS_TOTAL);

  private static Map<String, LimitField> all() {
    Map<String, LimitField> fields = new LinkedHashMap<>();
    for (Resource resource : Resource.values()) {
      String name = resource.profileField();
      if (name.equals("-")) {
        continue;
      }
      boolean flow = resource.kind() == ResourceKind.FLOW;
      fields.put(name, new LimitField(name, resource, flow ? Form.WINDOW : Form.STOCK));
      if (flow) {
        String total = name.replace("PerWindow", "Total");
        fields.put(total, new LimitField(total, resource, Form.TOTAL));
      }
    }
    return Collections.unmodifiableMap(fields);
  }

  private static Map<String, String> spellings() {
    Map<String, String> names = new LinkedHashMap<>();
    BY_NAME.keySet().forEach(name -> names.put(name, name));
    COMPANIONS.keySet().stream().sorted().forEach(name -> names.put(name, name));
    names.put(LAUNCHER_PROFILE, LAUNCHER_PROFILE);
    names.put(NETWORK_PROFILE, NETWORK_PROFILE);
    for (LimitField field : BY_NAME.values()) {
      names.putIfAbsent(field.resource().label(), field.name());
    }
    return Collections.unmodifiableMap(names);
  }

  static @Nullable LimitField byName(String name) {
    return BY_NAME.get(name);
  }

  /** The resource whose window that field states, or null. */
  static @Nullable Resource companion(String name) {
    return COMPANIONS.get(name);
  }

  /** The field that may state the window of that resource, or null. */
  static @Nullable String companionOf(Resource resource) {
    for (Map.Entry<String, Resource> entry : COMPANIONS.entrySet()) {
      if (entry.getValue() == resource) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** What people may write, and the field they mean. */
  static Map<String, String> spellingsOfFields() {
    return SPELLINGS;
  }

  /** Whether a network profile may have that field. */
  static boolean isOfNetwork(String name) {
    LimitField field = BY_NAME.get(name);
    return field != null && NETWORK.contains(field.resource());
  }

  /** What people may write in a network profile, and the field they mean. */
  static Map<String, String> spellingsOfNetwork() {
    Map<String, String> names = new LinkedHashMap<>();
    BY_NAME.keySet().stream()
        .filter(LimitField::isOfNetwork)
        .forEach(name -> names.put(name, name));
    names.put("allow", "allow");
    names.put("perPrefix", "perPrefix");
    for (Resource resource : NETWORK) {
      names.putIfAbsent(resource.label(), resource.profileField());
    }
    return names;
  }

  /** All fields that limit a resource, in the order of the catalogue. */
  static Collection<LimitField> fields() {
    return BY_NAME.values();
  }

  /** The field that a launcher profile has too. */
  static LimitField processes() {
    return of(Resource.PROCESSES, false);
  }

  /** The field that a limit of that resource is printed as. */
  static LimitField of(Resource resource, boolean windowed) {
    String name = resource.profileField();
    boolean total = resource.kind() == ResourceKind.FLOW && !windowed;
    LimitField field = BY_NAME.get(total ? name.replace("PerWindow", "Total") : name);
    if (field == null) {
      throw new IllegalArgumentException("no field limits [" + resource.label() + "]");
    }
    return field;
  }

  /** The unit in which the field is written. */
  Unit unit() {
    return isPages() ? Unit.COUNT : resource.unit();
  }

  /** What one of the field is in the unit of the resource. */
  long scale() {
    return isPages() ? PAGE_BYTES : 1;
  }

  private boolean isPages() {
    return resource == Resource.DIRECT_MEMORY;
  }
}
