/**
 * Changes limits of the running JVM: what {@code stint limit} and {@code stint profile apply} ask
 * for. Requests and answers are trees of maps, lists, texts and booleans; who may send one is
 * decided where they arrive, what one may say is decided here.
 */
package dev.stint.agent.control;
