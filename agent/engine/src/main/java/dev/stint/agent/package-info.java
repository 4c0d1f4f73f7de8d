/**
 * The agent's engine: options, principals, the woven hooks and their self-test.
 *
 * <p>It lives in a loader of its own that no application class can see; what woven code calls is in
 * {@code dev.stint.ledger.site} on the boot class path.
 */
package dev.stint.agent;
