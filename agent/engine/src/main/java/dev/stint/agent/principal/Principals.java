package dev.stint.agent.principal;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.site.EntrySites;
import dev.stint.profiles.BindRequest;
import dev.stint.profiles.Bound;
import dev.stint.profiles.Broker;
import dev.stint.profiles.PrincipalRule;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  /** The name under which the agent sets limits. */
  public static final String BROKER = "agent";

  private final Ledgers ledgers;
  private @Nullable ProfileDocument profile;
  private final boolean observe;
  private final int bound;
  private final Broker broker;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, Scope> scopes = new HashMap<>();
  private final Map<String, String> byLocation = new HashMap<>();
  private final Map<ClassLoader, String> byLoader = new WeakHashMap<>();

  public Principals(
      Ledgers ledgers, @Nullable ProfileDocument profile, boolean observe, int bound) {
    this.ledgers = ledgers;
    this.profile = profile;
    this.observe = observe;
    this.bound = bound;
    this.broker = new Broker(ledgers, BROKER);
  }

  /** Binds what the profile names; nothing is limited when this throws. */
  public synchronized void bindAll() throws ProfileException {
    if (profile != null) {
      apply(profile);
    }
  }

  /**
   * Binds another profile to the system, to every principal that is there and to those that it
   * names, as one step, and keeps it for those that come later. Classes that are loaded already
   * stay with their principal. When it throws, every limit is what it was.
   */
  public synchronized List<Applied> apply(ProfileDocument document) throws ProfileException {
    List<BindRequest> requests = new ArrayList<>();
    requests.add(BindRequest.of(ledgers.system(), document.system()).observed(observe));
    for (String name : boundBy(document)) {
      Scope scope = scopeOf(name, document);
      requests.add(BindRequest.of(scope, document.forPrincipal(name)).observed(observe));
    }
    List<Map<Resource, Limit>> before = new ArrayList<>();
    requests.forEach(request -> before.add(Applied.limitsOf(request.scope())));
    List<Bound> bound = broker.bindAll(requests);
    profile = document;
    for (PrincipalRule rule : document.rules()) {
      String name = rule.principal();
      if (!numbers.containsKey(name)) {
        remember(name, scopeOf(name, document));
      }
    }
    List<Applied> applied = new ArrayList<>();
    for (int i = 0; i < bound.size(); i++) {
      applied.add(new Applied(before.get(i), bound.get(i)));
    }
    return applied;
  }

  /**
   * Refuses what {@link #apply} would refuse now, and does nothing else. Principals that only the
   * document names are compared with each other when it is read, and with live changes when it is
   * applied.
   */
  public synchronized void rehearse(ProfileDocument document) throws ProfileException {
    List<BindRequest> requests = new ArrayList<>();
    requests.add(BindRequest.of(ledgers.system(), document.system()).observed(observe));
    for (String name : boundBy(document)) {
      Scope known = scopes.get(name);
      if (known != null) {
        requests.add(BindRequest.of(known, document.forPrincipal(name)).observed(observe));
      }
    }
    broker.rehearse(requests);
  }

  private Scope scopeOf(String name, ProfileDocument document) {
    Scope known = scopes.get(name);
    return known == null ? document.scope(ledgers, name) : known;
  }

  /**
   * The first principal that runs below another parent than the document wants, or null. Its use is
   * counted there, so it stays where it is.
   */
  public synchronized @Nullable Scope moved(ProfileDocument document) {
    for (PrincipalRule rule : document.rules()) {
      Scope known = scopes.get(rule.principal());
      Scope above = known == null ? null : known.parent();
      String parent = above == null || above == ledgers.system() ? null : above.name();
      if (known != null && !Objects.equals(parent, rule.parent())) {
        return known;
      }
    }
    return null;
  }

  /** The principals that a document is bound to: a parent stands before its children. */
  public synchronized Set<String> boundBy(ProfileDocument document) {
    Set<String> names = new LinkedHashSet<>();
    names.add(PrincipalName.DEFAULT);
    document.rules().forEach(rule -> names.add(rule.principal()));
    names.addAll(numbers.keySet());
    return names;
  }

  /** The profile that is bound, or null without one. */
  public synchronized @Nullable ProfileDocument document() {
    return profile;
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
    return remember(name, scope);
  }

  private int remember(String name, Scope scope) {
    int number = EntrySites.register(scope);
    numbers.put(name, number);
    scopes.put(name, scope);
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
