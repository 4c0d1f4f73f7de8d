package dev.stint.matrix;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of the matrix: a resource and one half that charges it, or nobody.
 *
 * @param enforced {@code denies}, {@code counts}, {@code judges} or {@code not enforced}
 * @param ledger the classes that alone charge its ledgers of record
 */
record Row(
    Resource resource,
    String half,
    String enforced,
    List<String> fields,
    List<String> ledger,
    List<String> reserve,
    List<String> release,
    List<String> denialTests,
    List<String> audit,
    List<String> status) {
  static final String NOT_ENFORCED = "not enforced";
  private static final String NOBODY = "-";

  /** All lines, by code; halves in order. */
  static List<Row> all(Enforcement build, DenialTests tests) {
    List<Row> rows = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      int before = rows.size();
      for (Half half : Half.values()) {
        if (build.charges(resource, half)) {
          rows.add(of(resource, half, build, tests));
        }
      }
      if (rows.size() == before) {
        rows.add(nobody(resource));
      }
    }
    return rows;
  }

  private static Row of(Resource resource, Half half, Enforcement build, DenialTests tests) {
    List<Declared> sites = build.of(resource, half);
    boolean denies = build.denies(resource, half);
    String enforced = half == Half.TESTS ? "judges" : denies ? "denies" : "counts";
    KernelFacts facts = KernelFacts.of(resource);
    return new Row(
        resource,
        half.label(),
        enforced,
        half == Half.TESTS ? List.of("@ResourceBudget") : ProfileFields.of(resource),
        owners(sites),
        names(sites.stream().filter(Declared::isReserve)),
        releases(resource, sites),
        tests.of(resource, half),
        enforced.equals("counts") ? List.of(KernelFacts.BINDING) : facts.audit(),
        facts.status());
  }

  private static List<String> owners(List<Declared> sites) {
    return sites.stream()
        .filter(Declared::isReserve)
        .map(each -> each.site().getOwner().getSimpleName())
        .distinct()
        .sorted()
        .toList();
  }

  /** A flow is spent for good; what of a reservation was not spent comes back all the same. */
  private static List<String> releases(Resource resource, List<Declared> sites) {
    List<String> names = names(sites.stream().filter(each -> !each.isReserve()));
    boolean flow = resource.kind() == ResourceKind.FLOW;
    return names.isEmpty() && flow ? List.of("none (flow)") : names;
  }

  private static List<String> names(Stream<Declared> sites) {
    return sites
        .sorted(java.util.Comparator.comparingInt(each -> line(each.site())))
        .map(Declared::shortName)
        .distinct()
        .toList();
  }

  private static int line(JavaCodeUnit unit) {
    return unit.getSourceCodeLocation().getLineNumber();
  }

  private static Row nobody(Resource resource) {
    List<String> none = List.of();
    List<String> fields = ProfileFields.of(resource);
    return new Row(resource, NOBODY, NOT_ENFORCED, fields, none, none, none, none, none, none);
  }

  /** The cells after the code, as they are written: a list is joined by commas. */
  List<String> cells() {
    return List.of(
        Integer.toString(resource.code()),
        resource.label(),
        half,
        enforced,
        joined(fields),
        joined(ledger),
        joined(reserve),
        joined(release),
        joined(denialTests),
        joined(audit),
        joined(status));
  }

  private static String joined(List<String> names) {
    return names.isEmpty() ? NOBODY : String.join(", ", names);
  }
}
