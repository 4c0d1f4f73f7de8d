package dev.stint.ledger.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How much of a resource the body of a test may use; the test fails with the denial when it used
 * more. On a class it holds for each test method; one on the method for the same resource wins.
 *
 * <pre>{@code
 * @Test
 * @ResourceBudget(resource = "heap.allocated", hard = "1Mi")
 * @ResourceBudget(resource = "threads", hard = "2")
 * void parser_onSmallInput_staysSmall() { ... }
 * }</pre>
 *
 * <p>The body is the test method alone, without its lifecycle methods. A parameter of type {@link
 * dev.stint.ledger.Scope} receives the scope that is charged, so that a test can charge any
 * resource itself or hand the scope to the code under test.
 *
 * <p>Accuracy, without the agent:
 *
 * <ul>
 *   <li>{@code heap.allocated} and {@code cpu.time} are those of the thread that runs the test,
 *       exact; threads that it starts are not counted. The harness adds 16 bytes, and about 30 KiB
 *       to the first test of a JVM.
 *   <li>{@code threads} is how many platform threads more than at the start were alive at once in
 *       the whole JVM: run such tests alone.
 *   <li>Any other resource counts what is charged to the scope, by the test or by a library.
 * </ul>
 *
 * With the agent its hooks charge the scope too, also from other threads, and nothing is counted
 * twice. Where the JVM has no counter for a measured resource, the test is aborted, not passed.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ResourceBudgets.class)
@ExtendWith(BudgetExtension.class)
public @interface ResourceBudget {
  /** The name in the resource catalogue, such as {@code heap.allocated}. */
  String resource();

  /** The amount that is not to be passed, such as {@code 1Mi}, {@code 250ms} or {@code 4}. */
  String hard();
}
