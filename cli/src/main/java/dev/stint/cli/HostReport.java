package dev.stint.cli;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Unit;
import dev.stint.profiles.host.AutoScale;
import dev.stint.profiles.host.Concurrency;
import dev.stint.profiles.host.Fact;
import dev.stint.profiles.host.HostFacts;
import dev.stint.profiles.host.HostSetting;
import dev.stint.profiles.host.PoolSize;
import dev.stint.profiles.host.ScaledScope;
import dev.stint.profiles.host.ScopeAmounts;
import dev.stint.profiles.host.TargetPeers;
import dev.stint.profiles.origin.Overridden;
import dev.stint.profiles.origin.Sourced;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a host has and what follows from it, as tables of one page, or as a profile.
 *
 * @param peers the division among peers, or null when none was asked for
 */
record HostReport(
    HostFacts facts, Concurrency concurrency, AutoScale scaled, @Nullable TargetPeers peers) {
  private static final String NOTHING = "-";

  /** The limits as a profile: of the peers when they were asked for, else as scaled. */
  String yaml() {
    return peers == null ? scaled.yaml() : peers.yaml();
  }

  void print(PrintWriter out) {
    TextTable table = TextTable.ofAmounts("FACT", "VALUE", "FROM");
    factsByName()
        .forEach((name, fact) -> table.rowOf(name, shown(name, fact), Shown.text(fact.from())));
    table.print(out);
    out.println();
    printConcurrency(out);
    out.println();
    out.println("AutoScale: " + scaled.how());
    scopes(amounts(scaled)).print(out);
    if (peers != null) {
      out.println();
      out.println("Peers " + peers.peers() + ": " + peers.how());
      scopes(amounts(peers)).print(out);
    }
  }

  Map<String, Fact> factsByName() {
    Map<String, Fact> all = new LinkedHashMap<>();
    all.put("cores", facts.cores());
    all.put("memory", facts.memoryBytes());
    all.put("fds", facts.fds());
    return all;
  }

  private static String shown(String name, Fact fact) {
    if (!fact.known()) {
      return "unknown";
    }
    Unit unit = name.equals("memory") ? Unit.BYTES : Unit.COUNT;
    return unit.format(fact.value());
  }

  private void printConcurrency(PrintWriter out) {
    TextTable table = TextTable.ofAmounts("CONCURRENCY", "VALUE", "ORIGIN", "WHERE");
    settings()
        .forEach(
            (setting, value) -> {
              table.rowOf(setting.key(), value.value(), value.origin(), Shown.text(value.where()));
              for (Overridden<Integer> weaker : value.overridden()) {
                table.rowOf(
                    "  overrides", weaker.value(), weaker.origin(), Shown.text(weaker.where()));
              }
            });
    PoolSize pool = concurrency.pool(false);
    table.rowOf("warm instances", pool.warm(), "derived", "pool size, at most " + PoolSize.WARM);
    table.rowOf(
        "single-store pool", concurrency.pool(true).limit(), "fixed", "run loop, host process");
    table.rowOf("dispatch reserve", Concurrency.DISPATCH_RESERVE, "fixed", "threads kept free");
    table.print(out);
  }

  Map<HostSetting, Sourced<Integer>> settings() {
    Map<HostSetting, Sourced<Integer>> all = new LinkedHashMap<>();
    all.put(HostSetting.BLOCKING, concurrency.blocking());
    all.put(HostSetting.IO, concurrency.io());
    all.put(HostSetting.POOL, concurrency.poolLimit());
    return all;
  }

  static Map<String, ScopeAmounts> amounts(AutoScale scaled) {
    Map<String, ScopeAmounts> all = new LinkedHashMap<>();
    for (ScaledScope scope : ScaledScope.values()) {
      all.put(scope.label(), scaled.amounts(scope));
    }
    return all;
  }

  static Map<String, ScopeAmounts> amounts(TargetPeers peers) {
    Map<String, ScopeAmounts> all = new LinkedHashMap<>();
    all.put("system", peers.system());
    all.put("peer", peers.peer());
    return all;
  }

  private static TextTable scopes(Map<String, ScopeAmounts> all) {
    TextTable table =
        TextTable.ofAmounts(
            "SCOPE", "CONNS IN", "OUT", "ALL", "STREAMS IN", "OUT", "ALL", "FDS", "MEMORY");
    all.forEach(
        (name, amounts) -> {
          List<Object> cells = new ArrayList<>(List.of(name));
          fields(amounts).values().forEach(value -> cells.add(value == 0 ? NOTHING : value));
          cells.remove(cells.size() - 1);
          long memory = amounts.memoryBytes();
          cells.add(memory == 0 ? NOTHING : Unit.BYTES.format(memory));
          table.rowOf(cells.toArray());
        });
    return table;
  }

  /** The fields in the order of the tables, memory last. */
  static Map<String, Long> fields(ScopeAmounts amounts) {
    Map<String, Long> fields = new LinkedHashMap<>();
    fields.put("connsIn", amounts.connsIn());
    fields.put("connsOut", amounts.connsOut());
    fields.put("conns", amounts.conns());
    fields.put("streamsIn", amounts.streamsIn());
    fields.put("streamsOut", amounts.streamsOut());
    fields.put("streams", amounts.streams());
    fields.put("fds", amounts.fds());
    fields.put("memoryBytes", amounts.memoryBytes());
    return fields;
  }
}
