/**
 * Budgets for JUnit tests: {@link dev.stint.ledger.junit.ResourceBudget} on a test method or class.
 *
 * <p>The test body runs within a session scope of the principal {@code test}, in the ledgers of
 * this JVM. What no hook charges there is measured around the body and charged after it.
 */
package dev.stint.ledger.junit;
