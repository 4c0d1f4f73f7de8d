package dev.stint.metrics;

import dev.stint.ledger.Resource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The meters of all rows in one registry. Guarded by its owner. */
final class RowMeters {
  private static final double NANOS = 1e9;

  private final MeterRegistry registry;
  private final Map<RowKey, Row> current;
  private final Map<RowKey, List<Meter>> registered = new HashMap<>();
  private final Map<RowKey, Meter> limits = new HashMap<>();

  RowMeters(MeterRegistry registry, Map<RowKey, Row> current) {
    this.registry = registry;
    this.current = current;
  }

  /** Adds the meters of new rows and removes those of rows that are gone. */
  void match() {
    registered
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !current.containsKey(entry.getKey());
              if (gone) {
                entry.getValue().forEach(registry::remove);
              }
              return gone;
            });
    current.keySet().forEach(key -> registered.computeIfAbsent(key, this::register));
    limits
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !limited(entry.getKey());
              if (gone) {
                registry.remove(entry.getValue());
              }
              return gone;
            });
    current.keySet().stream()
        .filter(this::limited)
        .forEach(key -> limits.computeIfAbsent(key, this::limit));
  }

  private boolean limited(RowKey key) {
    return row(key).limited();
  }

  private Row row(RowKey key) {
    return current.getOrDefault(key, Row.ZERO);
  }

  private Meter limit(RowKey key) {
    return gauge(key, "stint.limit", "Hard limit", Row::limit);
  }

  private List<Meter> register(RowKey key) {
    List<Meter> meters = new ArrayList<>();
    meters.add(gauge(key, "stint.used", "Held now, or spent in the window", Row::used));
    meters.add(gauge(key, "stint.debt", "Use above the hard limit", Row::debt));
    meters.add(counter(key, "stint.total", "Ever charged", Row::total));
    meters.add(counter(key, "stint.denied", "Denials", Row::denied));
    meters.add(
        counter(
            key,
            "stint.would.deny",
            "Charges that an enforced limit would have denied",
            Row::wouldDeny));
    meters.add(
        FunctionCounter.builder("stint.stall", this, self -> self.row(key).stallNanos() / NANOS)
            .description("Time that charges waited for room")
            .baseUnit("seconds")
            .tags(tags(key))
            .register(registry));
    return meters;
  }

  private Meter gauge(RowKey key, String name, String what, ToDoubleFunction<Row> figure) {
    return Gauge.builder(name, this, self -> figure.applyAsDouble(self.row(key)))
        .description(what)
        .tags(tags(key))
        .strongReference(true)
        .register(registry);
  }

  private Meter counter(RowKey key, String name, String what, ToDoubleFunction<Row> figure) {
    return FunctionCounter.builder(name, this, self -> figure.applyAsDouble(self.row(key)))
        .description(what)
        .tags(tags(key))
        .register(registry);
  }

  private static Tags tags(RowKey key) {
    Resource resource = key.resource();
    return Tags.of(
        "resource",
        resource.label(),
        "unit",
        resource.unit().name().toLowerCase(Locale.ROOT),
        "scope",
        key.kind().label(),
        "principal",
        key.principal());
  }
}
