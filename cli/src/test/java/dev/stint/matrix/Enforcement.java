package dev.stint.matrix;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import dev.stint.architecture.Modules;
import dev.stint.ledger.Admission;
import dev.stint.ledger.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The declared sites of the build and what their code really does. */
final class Enforcement {
  /** Read once: it takes a second. */
  static final Enforcement OF_THE_BUILD =
      new Enforcement(Modules.of(Modules.all().toArray(String[]::new)));

  final JavaClasses classes;
  final List<Declared> declared;
  private final Map<Declared, Reach> reaches = new HashMap<>();

  Enforcement(JavaClasses classes) {
    this.classes = classes;
    this.declared = Declared.in(classes);
  }

  /** What a site can run: up to other sites, but a release may be done by another release. */
  Reach reach(Declared site) {
    return reaches.computeIfAbsent(site, this::walk);
  }

  private Reach walk(Declared from) {
    Set<JavaCodeUnit> others = new HashSet<>();
    for (Declared each : declared) {
      boolean partOfIt =
          !from.isReserve() && !each.isReserve() && each.resources().containsAll(from.resources());
      if (!each.site().equals(from.site()) && !partOfIt) {
        others.add(each.site());
      }
    }
    return Reach.from(from.site(), others);
  }

  List<Declared> of(Resource resource, Half half) {
    return declared.stream()
        .filter(each -> each.resources().contains(resource) && each.half() == half)
        .toList();
  }

  /** Whether that half can refuse a charge of that resource before its effect. */
  boolean denies(Resource resource, Half half) {
    return of(resource, half).stream()
        .anyMatch(each -> each.isReserve() && each.admits() != Admission.POST_PAID);
  }

  boolean charges(Resource resource, Half half) {
    return of(resource, half).stream().anyMatch(Declared::isReserve);
  }

  /** What a profile's limit of that resource does: whether agent or sandbox can deny. */
  boolean enforced(Resource resource) {
    return denies(resource, Half.AGENT) || denies(resource, Half.SANDBOX);
  }
}
