package dev.stint.profiles.host;

import dev.stint.ledger.Limit;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.profiles.internal.YamlException;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Scalar;
import dev.stint.profiles.internal.YamlTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody says about the limits of one scope, over those that were scaled. Immutable.
 *
 * <p>As text it is a JSON object of resources and values, without those that say nothing.
 */
public final class LimitValues {
  private final ScaledScope scope;
  private final Map<Resource, LimitValue> values;

  private LimitValues(ScaledScope scope, Map<Resource, LimitValue> values) {
    this.scope = scope;
    Map<Resource, LimitValue> said = new EnumMap<>(Resource.class);
    said.putAll(values);
    said.values().removeIf(value -> value instanceof LimitValue.Default);
    this.values = Collections.unmodifiableMap(said);
  }

  /** Those values, of resources that a profile can limit. */
  public static LimitValues of(ScaledScope scope, Map<Resource, LimitValue> values) {
    for (Resource resource : values.keySet()) {
      if (!hasField(resource)) {
        throw new IllegalArgumentException("no field limits [" + resource.label() + "]");
      }
    }
    return new LimitValues(scope, values);
  }

  /** Reads what {@link #json} wrote. */
  public static LimitValues parse(ScaledScope scope, String json) throws HostException {
    Map<Resource, LimitValue> values = new EnumMap<>(Resource.class);
    try {
      for (Field field : YamlTree.parse(json.getBytes(StandardCharsets.UTF_8)).fields()) {
        Resource resource = Resource.byLabel(field.name());
        if (resource == null || !hasField(resource) || !(field.value() instanceof Scalar scalar)) {
          throw fault(
              "[" + PrincipalName.printable(field.name()) + "] is not a resource with one value");
        }
        values.put(resource, LimitValue.parse(scalar.text(), resource.unit()));
      }
    } catch (YamlException e) {
      throw fault("limits are an object, such as [{\"fds\": \"64\"}]");
    }
    return of(scope, values);
  }

  private static boolean hasField(Resource resource) {
    return !resource.profileField().equals("-");
  }

  private static HostException fault(String text) {
    return new HostException(HostCodes.LIMIT_VALUE, text);
  }

  /** What was said, without defaults. */
  public Map<Resource, LimitValue> values() {
    return values;
  }

  /** As one line of JSON; {@link #parse} reads it back. */
  public String json() {
    List<String> fields = new ArrayList<>();
    values.forEach(
        (resource, value) ->
            fields.add('"' + resource.label() + "\": \"" + value.text(resource.unit()) + '"'));
    return "{" + String.join(", ", fields) + "}";
  }

  /** The resources for which an exemption is asked, in the order of the catalogue. */
  public Set<Resource> exempt() {
    Set<Resource> exempt = EnumSet.noneOf(Resource.class);
    values.forEach(
        (resource, value) -> {
          if (value instanceof LimitValue.Unlimited) {
            exempt.add(resource);
          }
        });
    return exempt;
  }

  /** A profile with these limits as its {@code default}, and {@code unlimited} where asked for. */
  public String yaml(AutoScale scaled) {
    StringBuilder text = new StringBuilder("# AutoScale, " + scope.label() + ", as set\n");
    Map<Resource, Limit> limits = over(scaled);
    text.append(ScaledProfile.yaml("set-" + scope.label(), Map.of("default", limits)));
    text.append(limits.isEmpty() && !exempt().isEmpty() ? "default:\n" : "");
    exempt().forEach(resource -> text.append(ScaledProfile.unlimited(resource)));
    return text.toString();
  }

  /**
   * The scaled limits with what was said in their place; those for which an exemption is asked are
   * left out, and so only their ancestors bound them.
   */
  public Map<Resource, Limit> over(AutoScale scaled) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    limits.putAll(scaled.limits(scope));
    values.forEach(
        (resource, value) -> {
          if (value instanceof LimitValue.Amount amount) {
            limits.put(resource, Limit.hard(amount.amount()).from("set " + scope.label()));
          } else {
            limits.remove(resource);
          }
        });
    return limits;
  }
}
