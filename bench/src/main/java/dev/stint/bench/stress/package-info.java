/**
 * Interleavings of the ledger, searched by jcstress: {@code mvn -Pexhaustive -pl bench -am verify}.
 */
package dev.stint.bench.stress;
