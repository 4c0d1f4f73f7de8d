package dev.stint.profiles;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.LimitStep;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Stale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Translates profiles into live limits of one graph. Safe from any thread; never called from woven
 * code.
 *
 * <p>A binding is checked whole before the first limit is set, and refused as a whole; whatever
 * fails leaves every limit and epoch as it was. Binding a scope again replaces what the broker set
 * there before, live changes too; a limit that the profile does not name any more inherits again.
 *
 * <p>Several brokers may bind one scope: the tightest limit is in force, whatever the order, and
 * the epoch of the scope is that of the broker that came first. A limit that somebody sets past all
 * brokers holds at once, and counts as that of one more broker when one of them binds there again.
 * Brokers of the same name in one graph are one broker.
 *
 * <p>A file without an epoch, or with epoch 0, is of epoch 1 in the ledgers, where 0 means that
 * nothing was bound. Only ancestors along {@link Scope#parent} are compared; at a charge all of
 * them apply.
 */
public final class Broker {
  private static final ProfileHeader CHANGED =
      new ProfileHeader("change", 1, Place.WHOLE_FILE, "change", "1", 0, Place.WHOLE_FILE);

  private final Ledgers ledgers;
  private final String name;
  private final @Nullable Exemption exemption;
  private final GraphBindings bindings;
  private final BrokerChecks checks;

  /** A broker that sets limits under that name, which stands in the audit; it may exempt nobody. */
  public Broker(Ledgers ledgers, String name) {
    this(ledgers, name, null);
  }

  /**
   * A broker that may bind what is written {@code unlimited}, as far as the exemption goes.
   *
   * @throws IllegalArgumentException when the exemption is of another graph, or the name is blank
   */
  public Broker(Ledgers ledgers, String name, @Nullable Exemption exemption) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("broker needs a name");
    }
    if (exemption != null && !exemption.isOf(ledgers)) {
      throw new IllegalArgumentException("exemption of broker [" + name + "] is of another graph");
    }
    this.ledgers = ledgers;
    this.name = name;
    this.exemption = exemption;
    this.bindings = GraphBindings.of(ledgers);
    this.checks = new BrokerChecks(bindings, name);
  }

  /** Binds the limits of the whole JVM. Bind it before the principals, which it bounds. */
  public Bound bindSystem(ProfileDocument document, boolean observe) throws ProfileException {
    return bind(ledgers.system(), document.system(), observe);
  }

  /**
   * Binds a profile to a scope, all limits or none, without an end.
   *
   * @param observe grant everything and only count what would have been denied
   * @throws IllegalArgumentException when the scope is of another graph
   */
  public Bound bind(Scope scope, ResourceProfile profile, boolean observe) throws ProfileException {
    return bind(BindRequest.of(scope, profile).observed(observe));
  }

  /**
   * Binds as the request says, all limits or none. A refusal is on record.
   *
   * @throws ProfileException when it is refused: nothing was changed, and no ledger made
   * @throws IllegalArgumentException when the scope is of another graph
   */
  public Bound bind(BindRequest request) throws ProfileException {
    return bindAll(List.of(request)).get(0);
  }

  /**
   * Binds several profiles as one step, such as all of a document: all of them or none. A child is
   * compared with what its parent gets in the same step, in whichever order they stand.
   *
   * @return what was done, in the order of the requests
   * @throws ProfileException when one is refused: nothing was changed, and no ledger made
   * @throws IllegalArgumentException when a scope is of another graph, or named twice
   */
  public List<Bound> bindAll(List<BindRequest> requests) throws ProfileException {
    distinct(requests);
    if (requests.isEmpty()) {
      return List.of();
    }
    synchronized (bindings) {
      List<Bound> bound = put(turns(requests, this::onRecord));
      for (Bound each : bound) {
        bindings.epochs(name).remember(each.profile());
        ProfileEvents.bound(each);
      }
      return bound;
    }
  }

  /**
   * Refuses what {@link #bindAll} would refuse now, and does nothing else: no limit, ledger or
   * record comes of it.
   *
   * @throws ProfileException when it would be refused
   * @throws IllegalArgumentException when a scope is of another graph, or named twice
   */
  public void rehearse(List<BindRequest> requests) throws ProfileException {
    distinct(requests);
    synchronized (bindings) {
      Refusals unheard = (scope, subject, refusal) -> refusal;
      plan(turns(requests, unheard), new LimitSetter(bindings, ledgers, name), unheard);
    }
  }

  private void distinct(List<BindRequest> requests) {
    Set<Scope> scopes = Collections.newSetFromMap(new IdentityHashMap<>());
    for (BindRequest request : requests) {
      if (!scopes.add(own(request.scope()))) {
        throw new IllegalArgumentException("scope [" + request.scope().path() + "] is named twice");
      }
    }
  }

  private List<Turn> turns(List<BindRequest> requests, Refusals refusals) throws ProfileException {
    List<Turn> turns = new ArrayList<>();
    for (BindRequest request : requests) {
      Scope scope = request.scope();
      try {
        checks.check(request, exemption);
      } catch (ProfileException e) {
        throw refusals.heard(scope, request.profile().profileId(), e);
      }
      Wish before = bindings.of(scope, name);
      Wish wish = Wish.of(name, request);
      turns.add(new Turn(scope, before, wish, BrokerTexts.bound(wish, before)));
    }
    return turns;
  }

  /**
   * Gives what this broker has bound to that scope another end; live changes stay.
   *
   * @throws ProfileException when it was revoked, or the scope is closed
   * @throws IllegalArgumentException when this broker has bound nothing there
   */
  public Bound renew(Scope scope, Lease lease) throws ProfileException {
    own(scope);
    synchronized (bindings) {
      Wish before = bindings.of(scope, name);
      if (before == null) {
        throw new IllegalArgumentException(
            "nothing of broker [" + name + "] is bound to [" + scope.path() + "]");
      }
      checks.open(scope, before.profile().header());
      checks.notRevoked(scope, before);
      Wish wish = before.until(lease.endNanos());
      Turn turn = new Turn(scope, before, wish, BrokerTexts.renewed(wish, lease));
      return put(List.of(turn)).get(0);
    }
  }

  private List<Bound> put(List<Turn> turns) throws ProfileException {
    LimitSetter setter = new LimitSetter(bindings, ledgers, name);
    List<Map<Resource, Choice>> old = new ArrayList<>();
    for (Turn turn : turns) {
      old.add(inForce(turn.scope(), turn.touched()));
    }
    plan(turns, setter, this::onRecord);
    long[] records = apply(setter, turns);
    List<Bound> bound = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      BoundBuilder built = new BoundBuilder(name, turn.scope(), setter);
      bound.add(built.bound(turn, old.get(i), records[i]));
    }
    return bound;
  }

  private void plan(List<Turn> turns, LimitSetter setter, Refusals refusals)
      throws ProfileException {
    for (Turn turn : turns) {
      want(setter, turn.scope(), turn.wish(), turn.touched(), refusals);
    }
    for (Turn turn : turns) {
      try {
        checks.within(turn.scope(), turn.wish().profile(), setter);
      } catch (ProfileException e) {
        throw refusals.heard(turn.scope(), turn.wish().profile().profileId(), e);
      }
    }
  }

  /** Returns the record of each turn. */
  private long[] apply(LimitSetter setter, List<Turn> turns) throws ProfileException {
    long[] records = new long[turns.size()];
    Turn first = turns.get(0);
    String subject = first.wish().profile().profileId();
    try {
      for (int i = 0; i < records.length; i++) {
        Turn turn = turns.get(i);
        String profile = turn.wish().profile().profileId();
        records[i] = append(AuditKind.PROFILE_BOUND, turn.scope(), profile, turn.text());
      }
      apply(setter, first.wish().profile().header());
    } catch (RuntimeException e) {
      throw failed(first.scope(), subject, records[0], e);
    }
    return records;
  }

  /** What is on record as bound was not: says so too, if that is possible. */
  private RuntimeException failed(Scope scope, String subject, long record, RuntimeException e) {
    if (record == 0) {
      return e;
    }
    String text = "not bound by " + name + ", in spite of record [" + record + "]: a step failed";
    try {
      ledgers.audit().offer(AuditKind.DENIED, scope.path(), subject, text);
    } catch (RuntimeException second) {
      e.addSuppressed(second);
    }
    return e;
  }

  /** What is in force there of this or another broker, as far as nobody else has replaced it. */
  private Map<Resource, Choice> inForce(Scope scope, Set<Resource> resources) {
    Map<Resource, Choice> found = new EnumMap<>(Resource.class);
    ScopeWishes wishes = bindings.copy(scope);
    for (Resource each : resources) {
      Choice choice = wishes.inForce(each);
      if (choice != null) {
        found.put(each, choice);
      }
    }
    return found;
  }

  /**
   * Changes one limit while everything runs: a higher one is in force for the next charge, a lower
   * one revokes nothing and denies growth until what is held fits. Where this broker only observes,
   * the changed limit observes too. The next binding by this broker replaces the change.
   *
   * @param limit the new limit, whose {@link Limit#origin} says who wanted it; null to inherit
   * @throws ProfileException when the scope is closed, an ancestor admits less, or what is bound
   *     there was revoked; that is on record
   */
  public Change change(Scope scope, Resource resource, @Nullable Limit limit)
      throws ProfileException {
    own(scope);
    synchronized (bindings) {
      try {
        check(scope, resource, limit);
      } catch (ProfileException e) {
        throw onRecord(scope, resource.label(), e);
      }
      return change(scope, resource, limit, bindings.of(scope, name));
    }
  }

  /**
   * Refuses what {@link #change} would refuse now, and does nothing else.
   *
   * @throws ProfileException when it would be refused
   */
  public void rehearse(Scope scope, Resource resource, @Nullable Limit limit)
      throws ProfileException {
    own(scope);
    synchronized (bindings) {
      check(scope, resource, limit);
    }
  }

  private void check(Scope scope, Resource resource, @Nullable Limit limit)
      throws ProfileException {
    Map<Resource, Limit> one = limit == null ? Map.of() : Map.of(resource, limit);
    ResourceProfile wanted = new ResourceProfile(CHANGED, one, Map.of(), null, null);
    checks.open(scope, CHANGED);
    checks.within(scope, wanted, new LimitSetter(bindings, ledgers, name));
    Wish before = bindings.of(scope, name);
    if (before != null) {
      checks.notRevoked(scope, before);
    }
  }

  private Change change(Scope scope, Resource resource, @Nullable Limit limit, @Nullable Wish bound)
      throws ProfileException {
    Limit before = ScopeWishes.limitsOf(scope).get(resource);
    Wish base = bound != null ? bound : Wish.of(name, BindRequest.of(scope, nothing()));
    LimitSetter setter = new LimitSetter(bindings, ledgers, name);
    want(setter, scope, base.with(resource, limit), EnumSet.of(resource), this::onRecord);
    String text = BrokerTexts.changed(resource, before, limit, name);
    long record = append(AuditKind.PROFILE_BOUND, scope, resource.label(), text);
    try {
      apply(setter, CHANGED);
    } catch (RuntimeException e) {
      throw failed(scope, resource.label(), record, e);
    }
    Limit after = ScopeWishes.limitsOf(scope).get(resource);
    LooserBelow above =
        after == null ? LooserBelow.NONE : LooserBelow.of(scope, Map.of(resource, after));
    long excess = 0;
    long reclaimable = 0;
    for (LimitStep step : setter.steps()) {
      excess = step.excess();
      reclaimable = step.reclaimable();
    }
    return new Change(scope, resource, before, after, excess, reclaimable, above, record);
  }

  private static ResourceProfile nothing() {
    return ResourceProfile.empty(CHANGED);
  }

  /**
   * Revokes what this broker has bound of a profile under older epochs: their limits admit nothing
   * new, denials say so, and what is held stays. Older epochs are refused from now on. What only
   * observes denies nothing after that either.
   *
   * @param epoch the oldest epoch that stays in force, as in the file
   * @throws IllegalStateException when too many profiles were revoked
   */
  public Revocation revoke(String profileId, long epoch) {
    synchronized (bindings) {
      Epochs epochs = bindings.epochs(name);
      if (!epochs.hasRoom(profileId)) {
        throw new IllegalStateException(
            "too many profiles were revoked [" + Epochs.MOST_PROFILES + "]");
      }
      Map<Scope, Wish> older = bindings.of(name, profileId);
      older.values().removeIf(wish -> wish.isRevoked() || wish.profile().epoch() >= epoch);
      long now = ledgers.clock().nanoTime();
      String text = BrokerTexts.revoked(epoch, older.size(), name);
      long record = append(AuditKind.REVOKED, ledgers.system(), Shown.value(profileId), text);
      LimitSetter setter = new LimitSetter(bindings, ledgers, name, record);
      older.forEach((scope, wish) -> revoke(setter, scope, wish.revoked(epoch, now)));
      Stale stale = setter.apply();
      if (stale != null) {
        throw new IllegalStateException(stale.message());
      }
      epochs.revoke(profileId, epoch);
      return new Revocation(profileId, epoch, older.size(), setter.steps().size(), record);
    }
  }

  private static void revoke(LimitSetter setter, Scope scope, Wish wish) {
    try {
      setter.want(scope, wish, wish.observed() ? Set.of() : wish.named());
    } catch (Choice.Clash e) {
      throw new IllegalStateException("revoked wishes come first", e);
    }
  }

  private Scope own(Scope scope) {
    if (scope.root() != ledgers) {
      throw new IllegalArgumentException("scope [" + scope.path() + "] is of another graph");
    }
    return scope;
  }

  private static void want(
      LimitSetter setter, Scope scope, Wish wish, Set<Resource> touched, Refusals refusals)
      throws ProfileException {
    try {
      setter.want(scope, wish, touched);
    } catch (Choice.Clash e) {
      ProfileHeader header = wish.profile().header();
      throw refusals.heard(scope, header.profileId(), BrokerTexts.clash(header, scope, e));
    }
  }

  private static void apply(LimitSetter setter, ProfileHeader header) throws ProfileException {
    Stale stale = setter.apply();
    if (stale != null) {
      throw BrokerTexts.stale(header, stale.requester(), stale.want(), "another profile");
    }
  }

  private long append(AuditKind kind, Scope scope, String subject, String text) {
    return ledgers.audit().append(kind, scope.path(), subject, text);
  }

  /**
   * Records a profile that was refused before a broker saw it, such as one that cannot be read. A
   * binding that this broker refuses is on record already.
   *
   * @throws IllegalArgumentException when the scope is of another graph
   */
  public void refused(Scope scope, ProfileException refusal) {
    Scope own = own(scope);
    synchronized (bindings) {
      onRecord(own, refusal.file(), refusal);
    }
  }

  /** A refusal is on record once, however often it is asked for again. */
  private ProfileException onRecord(Scope scope, String subject, ProfileException refusal) {
    String text = String.valueOf(refusal.getMessage());
    try {
      if (bindings.isNews(scope, name + " " + text)) {
        bindings.refused().record(ledgers, scope, subject, "not bound by " + name + ": " + text);
      }
    } catch (RuntimeException e) {
      refusal.addSuppressed(e);
    }
    return refusal;
  }

  /** Hears of a refusal, which is thrown then. */
  private interface Refusals {
    ProfileException heard(Scope scope, String subject, ProfileException refusal);
  }
}
