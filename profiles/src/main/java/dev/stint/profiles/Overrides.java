package dev.stint.profiles;

import dev.stint.profiles.origin.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Single limits that are set from outside the file, by argument, system property or environment.
 * Immutable.
 *
 * <p>An argument and a property replace what the file says; the environment only fills in what the
 * file leaves open. The value is written as in the file and replaces the whole value of the field,
 * its soft limit and window too. A section is named {@code system} or {@code default}, a principal
 * by its name; {@code principals.NAME} is always the principal.
 */
public final class Overrides {
  /** No limit is set. */
  public static final Overrides NONE = new Overrides(List.of());

  private static final int MOST_SHOWN = 8;

  private final List<LimitOverride> all;

  private Overrides(List<LimitOverride> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Collects what is set; whether a profile has such principals is seen when it is applied.
   *
   * @param arguments lists such as {@code alice.threadLimit=8;system.socketLimit=100}
   * @param properties of which {@code stint.set} is a list and {@code stint.set.alice.threadLimit}
   *     is one limit
   * @param environment of which {@code STINT_SET} is a list and {@code
   *     STINT_SET_alice__threadLimit} is one limit
   * @throws ProfileException with one line that begins with the place
   */
  public static Overrides read(
      List<String> arguments, Properties properties, Map<String, String> environment)
      throws ProfileException {
    OverrideList list = new OverrideList();
    for (String argument : arguments) {
      list.list(Origin.ARGUMENT, OverrideList.ARGUMENT, argument);
    }
    readProperties(list, properties);
    readEnvironment(list, environment);
    return list.found().isEmpty() ? NONE : new Overrides(list.found());
  }

  private static void readProperties(OverrideList list, Properties properties)
      throws ProfileException {
    Map<String, String> sorted = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      sorted.put(name, properties.getProperty(name, ""));
    }
    for (Map.Entry<String, String> property : sorted.entrySet()) {
      if (property.getKey().equals(OverrideList.PROPERTY)) {
        list.list(Origin.PROPERTY, "-D" + OverrideList.PROPERTY, property.getValue());
      } else if (property.getKey().startsWith(OverrideList.PROPERTY + ".")) {
        list.property(property.getKey(), property.getValue());
      }
    }
  }

  private static void readEnvironment(OverrideList list, Map<String, String> environment)
      throws ProfileException {
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (variable.getKey().equals(OverrideList.VARIABLE)) {
        list.list(Origin.ENVIRONMENT, OverrideList.VARIABLE, variable.getValue());
      } else if (variable.getKey().startsWith(OverrideList.VARIABLE + "_")) {
        list.variable(variable.getKey(), variable.getValue());
      }
    }
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * The document with these limits, checked like one that was read: each limit that was set names
   * its origin, and {@link ResourceProfile#sourced} what it overrode.
   *
   * @throws ProfileException with one line when a principal or field is not known, a value is not
   *     valid, or a limit is now above that of an ancestor
   */
  public ProfileDocument apply(ProfileDocument document) throws ProfileException {
    return all.isEmpty() ? document : new OverrideApplier(document).apply(all);
  }

  /** The first eight in one line, such as {@code alice.threadLimit=8}, safe to print. */
  public String line() {
    List<String> texts = new ArrayList<>();
    all.stream().limit(MOST_SHOWN).forEach(each -> texts.add(Shown.value(each.text())));
    int more = all.size() - texts.size();
    return String.join(";", texts) + (more > 0 ? " and " + more + " more" : "");
  }

  /** The kinds of places where they were found, such as {@code argument, environment}. */
  public String origins() {
    Set<String> origins = new LinkedHashSet<>();
    all.forEach(each -> origins.add(each.origin().label()));
    return String.join(", ", origins);
  }
}
