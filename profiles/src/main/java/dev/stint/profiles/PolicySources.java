package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The policies that may name a profile for a principal, in order. The first one that has an entry
 * for the principal supplies it; only when none has, the first one with defaults does. Immutable.
 *
 * <p>Choosing a profile grants nothing: a broker has to bind it.
 */
public final class PolicySources {
  /** What a policy is, the first to be asked first. */
  public enum Kind {
    OPERATOR_MANIFEST("operator manifest"),
    LOCAL_ACCOUNTS("local accounts"),
    SERVICE_ACCOUNTS("service accounts"),
    /** The rules by which guests and anonymous callers are admitted. */
    GUEST_ADMISSION("guest admission"),
    EXTERNAL("external"),
    TEST("test");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** One policy. */
  public record Source(Kind kind, ProfileDocument document) {}

  /**
   * The profile for a principal.
   *
   * @param own whether the source has an entry for it; else these are its defaults
   */
  public record Selected(Source source, ResourceProfile profile, boolean own) {
    /** Which policy named it, for {@link dev.stint.ledger.Binding#source}. */
    public String provenance() {
      return source.kind().label()
          + " "
          + source.document().source()
          + (own ? ", own entry" : ", defaults");
    }
  }

  private final List<Source> sources;

  private PolicySources(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** No policy: nobody has a profile. */
  public static PolicySources none() {
    return new PolicySources(List.of());
  }

  /** These and one more, which is asked after those of its kind and before later kinds. */
  public PolicySources with(Kind kind, ProfileDocument document) {
    List<Source> more = new ArrayList<>(sources);
    more.add(new Source(kind, document));
    more.sort(Comparator.comparing(Source::kind));
    return new PolicySources(more);
  }

  /** In the order in which they are asked. */
  public List<Source> sources() {
    return sources;
  }

  /** The profile of that principal, or null when no source knows it and none has defaults. */
  public @Nullable Selected select(String principal) {
    for (Source source : sources) {
      PrincipalRule rule = source.document().rule(principal);
      if (rule != null) {
        return new Selected(source, rule.profile(), true);
      }
    }
    for (Source source : sources) {
      ResourceProfile defaults = source.document().forPrincipal(principal);
      if (!defaults.isEmpty()) {
        return new Selected(source, defaults, false);
      }
    }
    return null;
  }
}
