/**
 * The {@code stint} command: one class per subcommand, which checks what the user wrote, lets
 * another module do the work and prints the outcome.
 *
 * <p>The sandbox and the agent run in processes of their own, on the JDK that they need; this
 * package runs on JDK 17 and later. A user's mistake is one line with a code and an exit status of
 * {@link dev.stint.cli.Exit}; a stack trace needs {@code --debug}.
 */
package dev.stint.cli;
