package dev.stint.profiles;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Binding;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * What bounds a scope, for display and audit. It is read from the ledgers and does not enforce:
 * nobody may admit or refuse anything because of it. A reading of about one moment. Immutable.
 *
 * @param scope the path of the scope
 * @param lines one for each resource, in the order of the catalogue
 */
public record ProfileSummary(String scope, List<Line> lines) {
  /** What bounds one ledger. */
  public enum State {
    /** A limit of its own, or one that only observes. */
    LIMIT("limit"),
    /** No limit of its own: an ancestor bounds it. */
    INHERITED("inherited"),
    /** Nothing bounds it, because a broker with the exemption capability wanted so. */
    EXEMPT("exempt"),
    /** The lease of what was bound here is over, or was revoked: nothing new is admitted. */
    ENDED("ended"),
    /** Nothing bounds it, because no profile names it. */
    UNBOUND("unbound");

    private final String label;

    State(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * One resource.
   *
   * @param limit the limit in question: its own, or that of the nearest ancestor that has one
   * @param by the path of the scope whose limit or exemption it is; "" when nobody's
   * @param binding what put it in force, when that is known
   */
  public record Line(
      Resource resource, State state, @Nullable Limit limit, String by, @Nullable Binding binding) {
    /** One line of text. */
    public String text() {
      Limit bound = limit;
      String amount =
          bound == null
              ? ""
              : " [" + resource.unit().format(bound.hard()) + "] from [" + bound.origin() + "]";
      String observed = isObserved(bound) ? ", observed" : "";
      return resource.label() + ": " + state.label() + amount + observed;
    }
  }

  public ProfileSummary {
    lines = List.copyOf(lines);
  }

  /** Reads the ledgers of that scope and its ancestors; makes none of its own. */
  public static ProfileSummary of(Scope scope) {
    List<Line> lines = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      lines.add(line(scope, resource));
    }
    return new ProfileSummary(scope.path(), lines);
  }

  /** The line of that resource. */
  public Line line(Resource resource) {
    return lines.get(resource.ordinal());
  }

  /** All that is bounded or exempt, one line each; the last says that it does not enforce. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      if (line.state() != State.UNBOUND) {
        text.append(line.text()).append('\n');
      }
    }
    return text.append("this summary of [").append(scope).append("] does not enforce\n").toString();
  }

  private static Line line(Scope scope, Resource resource) {
    Line exempt = null;
    for (Scope each = scope; each != null; each = each.parent()) {
      Ledger ledger = existing(each, resource);
      if (ledger != null) {
        boolean own = each == scope;
        Line bound = bound(ledger, each, own);
        if (bound != null) {
          return bound;
        }
        if (exempt == null && ledger.binding() != null && ledger.limit() == null) {
          exempt = new Line(resource, State.EXEMPT, null, each.path(), ledger.binding());
        }
      }
    }
    if (exempt == null) {
      return new Line(resource, State.UNBOUND, null, "", null);
    }
    // Ancestors beside the line of parents count too.
    boolean free = scope.room(resource) == Long.MAX_VALUE;
    return free ? exempt : new Line(resource, State.INHERITED, null, "", null);
  }

  /** Null when nothing is denied there; an observing limit is shown where it is set only. */
  private static @Nullable Line bound(Ledger ledger, Scope at, boolean own) {
    Limit limit = ledger.limit();
    Resource resource = ledger.resource();
    if (ledger.expired()) {
      return new Line(resource, State.ENDED, limit, at.path(), ledger.binding());
    }
    if (limit == null || (isObserved(limit) && !own)) {
      return null;
    }
    State state = own ? State.LIMIT : State.INHERITED;
    return new Line(resource, state, limit, at.path(), ledger.binding());
  }

  private static boolean isObserved(@Nullable Limit limit) {
    return limit != null && limit.admission() == Admission.OBSERVED;
  }

  private static @Nullable Ledger existing(Scope scope, Resource resource) {
    for (Ledger ledger : scope.ledgers()) {
      if (ledger.resource() == resource) {
        return ledger;
      }
    }
    return null;
  }
}
