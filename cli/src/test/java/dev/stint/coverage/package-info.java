/** The coverage table: which tests prove which row of the checklist, and which rows are open. */
package dev.stint.coverage;
