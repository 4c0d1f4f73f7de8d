/** What every engine must pass; the modules of the engines run it. */
package dev.stint.sandbox.contract;
