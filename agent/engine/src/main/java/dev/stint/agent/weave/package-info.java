/**
 * Bytecode: which JDK methods are hooked on which JDK, how a call is woven into a method, and the
 * transformers for JDK classes and for entry points of guest classes.
 *
 * <p>Plain ASM on explicit class lists; frames are extended by hand and no class is loaded to
 * compute them.
 */
package dev.stint.agent.weave;
