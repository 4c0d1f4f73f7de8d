/**
 * What an engine offers to the host: load a metered binary, instantiate it with host functions,
 * call its exports, read its memory, stop it. Engines are found with {@link
 * java.util.ServiceLoader} as {@link dev.stint.sandbox.spi.CapsuleEngineProvider}s. Limits are not
 * an engine's business: they are in the metered binary and in the host functions that it imports.
 */
package dev.stint.sandbox.spi;
