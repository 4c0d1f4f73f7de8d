package dev.stint.agent.principal;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Scope;
import dev.stint.ledger.site.EntrySites;
import dev.stint.profiles.Broker;
import dev.stint.profiles.PrincipalRule;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Finds the principal of a class and binds its limits before its code runs. Thread-safe.
 *
 * <p>With a profile that has rules, they decide and all other code stays with the principal that
 * calls it; one that is nested in others is charged below them, so that all their limits apply.
 * Otherwise every plugin class loader, else every code source, is a principal, up to a bound; code
 * beyond it stays with its caller too.
 */
public final class Principals {
  /** The class is of no principal of its own. */
  public static final int NONE = -1;

  private final Ledgers ledgers;
  private final @Nullable ProfileDocument profile;
  private final boolean observe;
  private final int bound;
  private final Broker broker;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, String> byLocation = new HashMap<>();
  private final Map<ClassLoader, String> byLoader = new WeakHashMap<>();

  public Principals(
      Ledgers ledgers, @Nullable ProfileDocument profile, boolean observe, int bound) {
    this.ledgers = ledgers;
    this.profile = profile;
    this.observe = observe;
    this.bound = bound;
    this.broker = new Broker(ledgers, "agent");
  }

  /** Binds what the profile names; nothing is limited when this throws. */
  public synchronized void bindAll() throws ProfileException {
    if (profile == null) {
      return;
    }
    broker.bindSystem(profile, observe);
    bind(ledgers.principal(PrincipalName.DEFAULT));
    for (PrincipalRule rule : profile.rules()) {
      number(rule.principal());
    }
  }

  private void bind(Scope scope) throws ProfileException {
    if (profile != null) {
      broker.bind(scope, profile.forPrincipal(scope.name()), observe);
    }
  }

  /**
   * The number under which woven code knows the principal of that class, or {@link #NONE}.
   *
   * @param className the binary name with slashes
   * @throws ProfileException when its limits cannot be bound; its code then has no principal
   */
  public int numberOf(String className, ClassLoader loader, @Nullable ProtectionDomain domain)
      throws ProfileException {
    // A loader may override what is asked of it here, so it is asked with no lock held.
    String location = CodeNames.location(domain);
    String plugin = isPlugin(loader) ? CodeNames.ofLoader(loader, location) : null;
    return numberOf(className, loader, location, plugin);
  }

  private synchronized int numberOf(
      String className, ClassLoader loader, @Nullable String location, @Nullable String plugin)
      throws ProfileException {
    if (profile != null && !profile.rules().isEmpty()) {
      String loaderClass = loader.getClass().getName();
      PrincipalRule rule = profile.match(className.replace('/', '.'), location, loaderClass);
      return rule == null ? NONE : number(rule.principal());
    }
    String name = plugin == null ? ofLocation(location) : ofLoader(loader, plugin);
    return name == null ? NONE : number(name);
  }

  private static boolean isPlugin(ClassLoader loader) {
    return loader != ClassLoader.getSystemClassLoader();
  }

  private @Nullable String ofLoader(ClassLoader loader, String plugin) {
    String known = byLoader.get(loader);
    if (known == null && hasRoom()) {
      known = unused(plugin);
      byLoader.put(loader, known);
    }
    return known;
  }

  private @Nullable String ofLocation(@Nullable String location) {
    if (location == null) {
      return null;
    }
    String known = byLocation.get(location);
    if (known == null && hasRoom()) {
      known = unused(CodeNames.ofLocation(location));
      byLocation.put(location, known);
    }
    return known;
  }

  private boolean hasRoom() {
    return numbers.size() < bound;
  }

  /** The same short name of other code is another principal. */
  private String unused(String name) {
    String free = name;
    for (int i = 2; numbers.containsKey(free); i++) {
      String suffix = "-" + i;
      int length = Math.min(name.length(), PrincipalName.LONGEST - suffix.length());
      free = name.substring(0, length) + suffix;
    }
    return free;
  }

  private int number(String name) throws ProfileException {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    // Parents come first, so that their limits are bound when those of the child are compared.
    PrincipalRule rule = profile == null ? null : profile.rule(name);
    if (rule != null && rule.parent() != null) {
      number(rule.parent());
    }
    Scope scope = profile == null ? ledgers.principal(name) : profile.scope(ledgers, name);
    bind(scope);
    int number = EntrySites.register(scope);
    numbers.put(name, number);
    return number;
  }

  /** The scope of our own overhead. */
  public Scope own() {
    return ledgers.principal(PrincipalName.STINT);
  }

  /** How many principals there are beside the reserved ones. */
  public synchronized int size() {
    return numbers.size();
  }
}
