package dev.stint.agent.control;

import dev.stint.agent.principal.Applied;
import dev.stint.agent.principal.Principals;
import dev.stint.ledger.Admission;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.profiles.Bound;
import dev.stint.profiles.LimitOrder;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ResourceProfile;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a profile changed, or would change, principal by principal. For one answer. */
final class ProfileRows {
  private final Rows rows;
  private long unchanged;

  ProfileRows(Rows rows) {
    this.rows = rows;
  }

  /** What was done. */
  Map<String, Object> applied(ProfileDocument document, List<Applied> applied) {
    for (Applied each : applied) {
      Bound bound = each.bound();
      String name = bound.scope().name();
      for (Resource resource : Resource.values()) {
        Limit before = each.before().get(resource);
        Limit set = bound.limits().get(resource);
        Limit kept = bound.kept().get(resource);
        if (kept != null) {
          rows.kept(name, resource, kept);
        } else if (set != null) {
          set(name, resource, before, set, bound.overcommitted().getOrDefault(resource, 0L));
        } else if (bound.removed().contains(resource)) {
          rows.set(name, resource, before, null, 0);
        }
      }
    }
    return answer(document, false);
  }

  private void set(
      String name, Resource resource, @Nullable Limit before, Limit after, long overcommitted) {
    if (LimitTexts.value(resource, before).equals(LimitTexts.value(resource, after))) {
      unchanged++;
    } else {
      rows.set(name, resource, before, after, overcommitted);
    }
  }

  private Map<String, Object> answer(ProfileDocument document, boolean dryRun) {
    Map<String, Object> answer = rows.answer(dryRun);
    answer.put("profile", document.profileId());
    answer.put("version", document.versionId());
    answer.put("epoch", document.epoch());
    answer.put("unchanged", unchanged);
    return answer;
  }

  /** What would be done; nothing is, and no scope is made. */
  Map<String, Object> rehearsed(
      ProfileDocument document, Principals principals, Scopes scopes, boolean observe) {
    ProfileDocument present = principals.document();
    Map<String, Scope> known = new HashMap<>();
    for (Scope scope : scopes.all()) {
      if (scope.kind() == ScopeKind.PRINCIPAL) {
        known.put(scope.name(), scope);
      }
    }
    Scope system = scopes.all().get(0);
    ResourceProfile old = present == null ? null : present.system();
    rehearse(system.name(), system, document.system(), old, observe);
    for (String name : principals.boundBy(document)) {
      ResourceProfile before = present == null ? null : present.forPrincipal(name);
      rehearse(name, known.get(name), document.forPrincipal(name), before, observe);
    }
    return answer(document, true);
  }

  private void rehearse(
      String name,
      @Nullable Scope scope,
      ResourceProfile profile,
      @Nullable ResourceProfile old,
      boolean observe) {
    Map<Resource, Ledger> ledgers = new EnumMap<>(Resource.class);
    if (scope != null) {
      scope.ledgers().forEach(ledger -> ledgers.put(ledger.resource(), ledger));
    }
    for (Resource resource : Resource.values()) {
      Ledger ledger = ledgers.get(resource);
      Limit before = ledger == null ? null : ledger.limit();
      Limit wanted = profile.limits().get(resource);
      boolean ours = before != null && isOurs(before, resource, old);
      if (wanted == null && ours) {
        rows.set(name, resource, before, null, 0);
      } else if (wanted != null && before != null && !ours && isKept(before, wanted, observe)) {
        rows.kept(name, resource, before);
      } else if (wanted != null) {
        Limit after = observe ? wanted.withAdmission(Admission.OBSERVED) : wanted;
        set(name, resource, before, after, Rows.excess(ledger, after));
      }
    }
  }

  /** Whether the profile in force or somebody through this control has set it. */
  private static boolean isOurs(Limit limit, Resource resource, @Nullable ResourceProfile old) {
    Limit from = old == null ? null : old.limits().get(resource);
    return limit.origin().startsWith(LiveControl.LIVE)
        || (from != null && from.origin().equals(limit.origin()));
  }

  private static boolean isKept(Limit present, Limit wanted, boolean observe) {
    boolean presentObserves = present.admission() == Admission.OBSERVED;
    if (presentObserves != observe) {
      return observe;
    }
    return !LimitOrder.isAbove(present, wanted);
  }
}
