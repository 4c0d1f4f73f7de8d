package dev.stint.matrix;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import dev.stint.ledger.Admission;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Resource;
import java.util.ArrayList;
import java.util.List;

/** One {@link Enforces} as it stands in a class file. */
record Declared(JavaCodeUnit site, List<Resource> resources, Enforces.Step step, Admission admits) {

  /** All of these classes, by name of their site. */
  static List<Declared> in(JavaClasses classes) {
    List<Declared> found = new ArrayList<>();
    for (JavaClass type : classes) {
      for (JavaCodeUnit unit : type.getCodeUnits()) {
        for (JavaAnnotation<?> annotation : unit.getAnnotations()) {
          add(unit, annotation, found);
        }
      }
    }
    found.sort(java.util.Comparator.comparing(declared -> declared.site().getFullName()));
    return found;
  }

  private static void add(JavaCodeUnit unit, JavaAnnotation<?> annotation, List<Declared> into) {
    String name = annotation.getRawType().getName();
    if (name.equals(Enforces.class.getName())) {
      into.add(of(unit, annotation));
    } else if (name.equals(Enforces.All.class.getName())) {
      for (Object each : (Object[]) property(annotation, "value")) {
        into.add(of(unit, (JavaAnnotation<?>) each));
      }
    }
  }

  private static Declared of(JavaCodeUnit unit, JavaAnnotation<?> annotation) {
    List<Resource> resources = new ArrayList<>();
    for (Object each : (Object[]) property(annotation, "value")) {
      resources.add(Resource.valueOf(((JavaEnumConstant) each).name()));
    }
    return new Declared(
        unit,
        resources,
        Enforces.Step.valueOf(((JavaEnumConstant) property(annotation, "step")).name()),
        Admission.valueOf(((JavaEnumConstant) property(annotation, "admits")).name()));
  }

  private static Object property(JavaAnnotation<?> annotation, String name) {
    return annotation.get(name).orElseThrow();
  }

  Half half() {
    return Half.of(site.getOwner());
  }

  boolean isReserve() {
    return step == Enforces.Step.RESERVE;
  }

  /** Such as {@code ThreadSites.starting}. */
  String shortName() {
    return site.getOwner().getSimpleName() + "." + site.getName();
  }
}
