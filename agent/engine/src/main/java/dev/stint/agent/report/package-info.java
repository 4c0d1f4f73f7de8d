/**
 * What the agent says of itself: denials, the lines at exit, sections of the snapshot, its address.
 */
package dev.stint.agent.report;
