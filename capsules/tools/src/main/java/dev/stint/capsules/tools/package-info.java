/**
 * Builds guests, WebAssembly modules, from Java classes and from WebAssembly text.
 *
 * <p>It runs at build time inside Maven and in tests; nothing here is loaded by a running Stint.
 */
package dev.stint.capsules.tools;
