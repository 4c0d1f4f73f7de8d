/**
 * An exhaustive search of the ledger's protocols: each model says a protocol as atomic steps, and
 * {@link dev.stint.ledger.model.StateSpace} visits every interleaving of its threads within stated
 * bounds. {@code mvn -pl ledger/core -am verify} searches the small bounds in seconds, {@code mvn
 * -Pexhaustive -pl ledger/core -am verify} the large ones ({@code -Dstint.exhaustive=true}, a
 * larger heap, some minutes); both print the bounds, the states and the steps. Every rule of a
 * protocol has a broken variant without it, for which the search must find a counterexample: so the
 * checker is known to be able to fail. A model is a model: it proves the protocol, not the code
 * that follows it; the races of the code are searched by jcstress in bench. Add a rule here before
 * it is added to the kernel.
 */
package dev.stint.ledger.model;
