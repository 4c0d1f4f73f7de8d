package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Unit;
import dev.stint.ledger.net.Rate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Prints the definitions that sections name. */
final class SubProfilePrinter {
  private final ProfilePrinter printer;

  SubProfilePrinter(ProfilePrinter printer) {
    this.printer = printer;
  }

  void print(ProfileDocument document) {
    if (!document.networkProfiles().isEmpty()) {
      printer.line(0, "networkProfiles:");
      document.networkProfiles().values().forEach(this::network);
    }
    if (!document.launcherProfiles().isEmpty()) {
      printer.line(0, "launcherProfiles:");
      document.launcherProfiles().values().forEach(this::launcher);
    }
  }

  private void network(NetworkProfile network) {
    List<Peer> allow = network.writtenAllow();
    if (network.section().isEmpty() && allow == null && !network.hasPrefixes()) {
      printer.line(1, ProfilePrinter.name(network.name()) + ": {}");
      return;
    }
    printer.line(1, ProfilePrinter.name(network.name()) + ":");
    printer.settings(2, network.section());
    if (allow != null) {
      printer.list(2, "allow", allow.stream().map(Peer::toString).toList());
    }
    if (network.hasPrefixes()) {
      printer.line(2, "perPrefix:");
      blocks("connections", network.writtenConnections(), SubProfilePrinter::count);
      blocks("rates", network.writtenRates(), SubProfilePrinter::rate);
    }
  }

  private <V> void blocks(
      String field, @Nullable Map<String, V> blocks, Function<V, String> value) {
    if (blocks == null) {
      return;
    }
    if (blocks.isEmpty()) {
      printer.line(3, field + ": {}");
      return;
    }
    printer.line(3, field + ":");
    blocks.forEach(
        (block, each) -> printer.line(4, ProfilePrinter.quoted(block) + ": " + value.apply(each)));
  }

  private static String count(int count) {
    return Quantity.format(count, Unit.COUNT);
  }

  private static String rate(Rate rate) {
    return "{every: "
        + Quantity.formatDuration(rate.intervalNanos())
        + ", burst: "
        + count(rate.burst())
        + "}";
  }

  private void launcher(LauncherProfile launcher) {
    List<String> commands = launcher.writtenCommands();
    List<String> capsules = launcher.writtenCapsules();
    Limit processes = launcher.processLimit();
    Integer depth = launcher.depth();
    if (commands == null && capsules == null && processes == null && depth == null) {
      printer.line(1, ProfilePrinter.name(launcher.name()) + ": {}");
      return;
    }
    printer.line(1, ProfilePrinter.name(launcher.name()) + ":");
    if (commands != null) {
      printer.list(2, "commands", commands);
    }
    if (capsules != null) {
      printer.list(2, "capsules", capsules);
    }
    if (processes != null) {
      LimitField field = LimitField.processes();
      printer.line(2, field.name() + ": " + LimitPrinter.print(field, processes));
    }
    if (depth != null) {
      printer.line(2, "depth: " + depth);
    }
  }
}
