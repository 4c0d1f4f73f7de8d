package dev.stint.architecture;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.platform.commons.annotation.Testable;

/**
 * One tag of one test method, or of a test class, as it stands in the class files of the build.
 *
 * @param method the name of the method; empty for a tag of the class
 */
public record TaggedTest(String module, JavaClass type, String method, String tag) {
  /** Of Jazzer, which this module does not see. */
  private static final String FUZZ_TEST = "com.code_intelligence.jazzer.junit.FuzzTest";

  /** All tags of the build. A tag where no test runs is refused: it would prove nothing. */
  public static List<TaggedTest> ofTheBuild() {
    List<TaggedTest> found = new ArrayList<>();
    for (String module : Modules.all()) {
      JavaClasses classes = Modules.testsOf(module);
      for (JavaClass type : classes) {
        if (!tags(type).isEmpty() || type.getMethods().stream().anyMatch(m -> !tags(m).isEmpty())) {
          add(module, type, found);
        }
      }
    }
    return found;
  }

  private static void add(String module, JavaClass type, List<TaggedTest> into) {
    boolean runs = false;
    for (JavaMethod method : type.getMethods()) {
      boolean test = method.getAnnotations().stream().anyMatch(TaggedTest::isTest);
      runs |= test;
      for (String tag : tags(method)) {
        if (!test) {
          throw new AssertionError(
              "tag [" + tag + "] at [" + method.getFullName() + "], which is no test");
        }
        into.add(new TaggedTest(module, type, method.getName(), tag));
      }
    }
    for (String tag : tags(type)) {
      if (!runs && type.getAllSubclasses().isEmpty()) {
        throw new AssertionError("tag [" + tag + "] at [" + type.getName() + "] without a test");
      }
      into.add(new TaggedTest(module, type, "", tag));
    }
  }

  /** Annotations of JUnit and of libraries upon it: what is itself {@code @Testable}. */
  private static boolean isTest(JavaAnnotation<?> annotation) {
    String name = annotation.getRawType().getName();
    return name.equals(Testable.class.getName())
        || name.equals(FUZZ_TEST)
        || name.startsWith("org.junit.jupiter.") && name.matches(".*\\.(\\w*Test|TestFactory)");
  }

  private static Set<String> tags(CanBeAnnotated element) {
    Set<String> tags = new TreeSet<>();
    for (JavaAnnotation<?> annotation : annotations(element)) {
      String name = annotation.getRawType().getName();
      if (name.equals(Tag.class.getName())) {
        tags.add((String) annotation.get("value").orElseThrow());
      } else if (name.equals(Tags.class.getName())) {
        for (Object each : (Object[]) annotation.get("value").orElseThrow()) {
          tags.add((String) ((JavaAnnotation<?>) each).get("value").orElseThrow());
        }
      }
    }
    return tags;
  }

  private static Set<? extends JavaAnnotation<?>> annotations(CanBeAnnotated element) {
    return element instanceof JavaClass type
        ? type.getAnnotations()
        : ((JavaMethod) element).getAnnotations();
  }

  /** Such as {@code LimitsIT.threads_beyondTwo_areNotStarted}. */
  public String name() {
    return type.getSimpleName() + (method.isEmpty() ? "" : "." + method);
  }
}
