/**
 * The arrows between the modules that the design draws, checked on the compiled classes; and what
 * other checks of the whole build share: the modules, the tags of their tests, generated files.
 */
package dev.stint.architecture;
