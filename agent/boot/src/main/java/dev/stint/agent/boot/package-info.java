/**
 * The launcher: the only agent classes that the application's class loader sees.
 *
 * <p>It puts the ledger on the boot class path, makes the isolated loader of the engine and starts
 * it. It uses the JDK alone and names no class of the ledger before the ledger is on the boot class
 * path, or a second copy would be defined.
 */
package dev.stint.agent.boot;
