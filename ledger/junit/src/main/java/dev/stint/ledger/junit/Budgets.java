package dev.stint.ledger.junit;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import java.lang.reflect.AnnotatedElement;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The limits that the annotations of one test stand for. */
final class Budgets {
  private Budgets() {}

  /** Those of the method, and those of its class for other resources. */
  static Map<Resource, Limit> of(ExtensionContext test) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    readClass(test.getRequiredTestClass(), limits);
    read(test.getRequiredTestMethod(), limits);
    return limits;
  }

  private static void readClass(Class<?> type, Map<Resource, Limit> into) {
    Class<?> outer = type.getEnclosingClass();
    if (outer != null && AnnotationSupport.isAnnotated(type, Nested.class)) {
      readClass(outer, into);
    }
    read(type, into);
  }

  private static void read(AnnotatedElement element, Map<Resource, Limit> into) {
    for (ResourceBudget budget :
        AnnotationSupport.findRepeatableAnnotations(element, ResourceBudget.class)) {
      Resource resource = resource(budget);
      into.put(resource, Limit.hard(hard(budget, resource)).from("@ResourceBudget"));
    }
  }

  private static Resource resource(ResourceBudget budget) {
    Resource resource = Resource.byLabel(budget.resource());
    if (resource == null) {
      throw new ExtensionConfigurationException(
          "budget: unknown resource [" + budget.resource() + "] (STINT-J001)");
    }
    return resource;
  }

  private static long hard(ResourceBudget budget, Resource resource) {
    try {
      return resource.unit().parse(budget.hard());
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "budget: " + resource.label() + ": " + e.getMessage(), e);
    }
  }
}
