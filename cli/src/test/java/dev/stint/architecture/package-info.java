/** The arrows between the modules that the design draws, checked on the compiled classes. */
package dev.stint.architecture;
