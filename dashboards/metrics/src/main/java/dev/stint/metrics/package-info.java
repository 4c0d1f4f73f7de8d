/**
 * Micrometer meters for an application's own registry: {@link dev.stint.metrics.StintMetrics}.
 *
 * <p>Gauges: {@code stint.used} (held now, or spent in the window), {@code stint.limit} (hard
 * limit), {@code stint.debt} (use above hard), {@code stint.faults}. Counters: {@code stint.total}
 * (ever charged), {@code stint.denied}, {@code stint.would.deny}, {@code stint.stall} (seconds).
 * Tags of all but faults: {@code resource}, {@code unit}, {@code scope} (the scope class) and
 * {@code principal} (at most 100 values, the rest {@code _other}; {@code -} above all principals).
 * To Prometheus they are {@code stint_used}, {@code stint_denied_total} and so on, the names that
 * the agent's own {@code /metrics} has.
 */
package dev.stint.metrics;
