/**
 * The program behind {@code stint run}: one capsule, one run, an exit status. The launcher starts
 * it as a process of its own on JDK 25 with arguments that it has checked; see {@link
 * dev.stint.sandbox.run.Main}.
 */
package dev.stint.sandbox.run;
