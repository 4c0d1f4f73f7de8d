/** Benchmarks (JMH) and concurrency searches (jcstress) of the ledger kernel. */
package dev.stint.bench;
