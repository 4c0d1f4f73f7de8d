package dev.stint.ledger;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says, at the method where it happens, that a resource is charged or given back here. The
 * enforcement matrix ({@code stint doctor --matrix}) is made of these, and the build refuses one
 * that is not true: the method must name the resource and reach a charge, or reach a release.
 * Charges that no declaration covers are refused as well. Read from class files only; it changes
 * nothing at run time.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
@Repeatable(Enforces.All.class)
public @interface Enforces {
  /** What is charged or given back. */
  Resource[] value();

  /** Which step of a reservation's life this is. */
  Step step() default Step.RESERVE;

  /** How the site asks; the limit's own admission may only be more lenient. */
  Admission admits() default Admission.RESERVED;

  /** A step that needs a place of its own. */
  enum Step {
    /** Before the effect, or after it for what is post-paid: the ledger is charged. */
    RESERVE,
    /** The ledger gets back what was charged, or what of it was not used. */
    RELEASE
  }

  /** Several declarations at one method. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
  @interface All {
    Enforces[] value();
  }
}
