package dev.stint.agent.control;

import dev.stint.agent.principal.Principals;
import dev.stint.ledger.Admission;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.profiles.Broker;
import dev.stint.profiles.Change;
import dev.stint.profiles.Overrides;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes limits while the application runs. One request at a time; each is done whole or not at
 * all, and audited by the broker before it is in force.
 *
 * <p>A limit that was changed here has the origin {@code live:WHO@TIME FIELD}; who it was is what
 * the sender says, and nobody without the token of this JVM can send.
 */
public final class LiveControl {
  static final String LIVE = "live:";
  private static final int MOST_FIELDS = 64;
  private static final int LONGEST_NAME = 1_024;
  private static final int LONGEST_PROFILE = 1 << 20;

  private final Principals principals;
  private final Scopes scopes;
  private final Broker broker;
  private final boolean observe;
  private final Overrides overrides;
  private final Unenforced unenforced;

  /**
   * @param observe grant everything and only count what would have been denied
   * @param overrides the limits from outside the profile, which stay in force over a new one
   * @param unenforced which limits would deny nothing in this JVM
   */
  public LiveControl(
      Ledgers ledgers,
      Principals principals,
      boolean observe,
      Overrides overrides,
      Unenforced unenforced) {
    this.principals = principals;
    this.scopes = new Scopes(ledgers);
    this.broker = new Broker(ledgers, Principals.BROKER);
    this.observe = observe;
    this.overrides = overrides;
    this.unenforced = unenforced;
  }

  /** Shows limits, or changes those of one principal when the request has {@code fields}. */
  public synchronized Map<String, Object> limits(Map<String, Object> values) throws LiveRefused {
    Request request = new Request(values, Set.of("principal", "fields", "by", "dryRun"));
    if (!request.has("fields")) {
      String name = request.textOrNull("principal", LONGEST_NAME);
      return LimitTable.of(name == null ? scopes.all() : List.of(scopes.named(name)));
    }
    Scope scope = scopes.named(request.text("principal", LONGEST_NAME));
    if (scope.name().equals(PrincipalName.STINT)) {
      throw LiveRefused.denied(
          "principal [stint] has no limits of its own, only those of the system (STINT-A023)");
    }
    String who = LIVE + PrincipalName.printable(request.text("by", 256)).replace(' ', '_');
    List<Wanted> wanted = new ArrayList<>();
    for (Wanted each : FieldTexts.parse(request.fields(MOST_FIELDS))) {
      wanted.add(named(each, who + "@" + Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }
    return request.flag("dryRun") ? rehearsed(scope, wanted) : changed(scope, wanted);
  }

  private Wanted named(Wanted wanted, String who) {
    Limit limit = wanted.limit();
    if (limit == null) {
      return wanted;
    }
    Limit named = limit.from(who + " " + wanted.field());
    return new Wanted(
        wanted.field(),
        wanted.resource(),
        observe ? named.withAdmission(Admission.OBSERVED) : named);
  }

  private Map<String, Object> changed(Scope scope, List<Wanted> wanted) throws LiveRefused {
    Rows rows = new Rows(unenforced);
    List<Change> done = new ArrayList<>();
    try {
      for (Wanted each : wanted) {
        Change change = broker.change(scope, each.resource(), each.limit());
        done.add(change);
        rows.set(scope.name(), each, change.before(), change.after(), change.overcommitted());
      }
    } catch (ProfileException e) {
      undo(done, e);
      throw LiveRefused.denied(withoutPlace(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      undo(done, e);
      throw e;
    }
    return rows.answer(false);
  }

  /** The latest first, so that each finds what it replaced. */
  private void undo(List<Change> done, Exception why) {
    for (int i = done.size() - 1; i >= 0; i--) {
      Change change = done.get(i);
      try {
        broker.change(change.scope(), change.resource(), change.before());
      } catch (ProfileException | RuntimeException e) {
        why.addSuppressed(e);
      }
    }
  }

  /** A change has no file: what stands before the first blank is the name of the broker's step. */
  private static String withoutPlace(String line) {
    return line.startsWith("change: ") ? line.substring("change: ".length()) : line;
  }

  private Map<String, Object> rehearsed(Scope scope, List<Wanted> wanted) throws LiveRefused {
    Rows rows = new Rows(unenforced);
    for (Wanted each : wanted) {
      rehearse(scope, each);
      Ledger ledger = Scopes.ledger(scope, each.resource());
      Limit before = ledger == null ? null : ledger.limit();
      rows.set(scope.name(), each, before, each.limit(), Rows.excess(ledger, each.limit()));
    }
    return rows.answer(true);
  }

  private void rehearse(Scope scope, Wanted wanted) throws LiveRefused {
    try {
      broker.rehearse(scope, wanted.resource(), wanted.limit());
    } catch (ProfileException e) {
      throw LiveRefused.denied(withoutPlace(String.valueOf(e.getMessage())));
    }
  }

  /** Binds a profile to the principals that are there, and to those that come later. */
  public synchronized Map<String, Object> profile(Map<String, Object> values) throws LiveRefused {
    Request request = new Request(values, Set.of("name", "profile", "by", "dryRun"));
    String name = request.text("name", LONGEST_NAME);
    byte[] yaml = request.text("profile", LONGEST_PROFILE).getBytes(StandardCharsets.UTF_8);
    try {
      ProfileDocument document = read(name, yaml);
      Scope moved = principals.moved(document);
      if (moved != null) {
        throw LiveRefused.denied(
            "principal ["
                + moved.name()
                + "] runs at ["
                + moved.path()
                + "], a running principal gets no other parent (STINT-A024)");
      }
      ProfileRows rows = new ProfileRows(new Rows(unenforced));
      if (!request.flag("dryRun")) {
        return rows.applied(document, principals.apply(document));
      }
      principals.rehearse(document);
      return rows.rehearsed(document, principals, scopes, observe);
    } catch (ProfileException e) {
      throw LiveRefused.denied(e);
    }
  }

  private ProfileDocument read(String name, byte[] yaml) throws ProfileException {
    try {
      return overrides.apply(ProfileReader.read(name, yaml, Strictness.STRICT));
    } catch (ProfileException e) {
      broker.refused(scopes.system(), e);
      throw e;
    }
  }

  /** Which limits deny nothing in this JVM. */
  public interface Unenforced {
    /** Why a limit of that resource denies nothing here, or null when it does. */
    @Nullable
    String why(Resource resource);
  }
}
