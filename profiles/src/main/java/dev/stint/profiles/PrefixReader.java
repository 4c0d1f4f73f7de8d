package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Unit;
import dev.stint.ledger.net.Prefix;
import dev.stint.ledger.net.Rate;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is counted per address block: connections, and how often they come. */
final class PrefixReader {
  private static final Pattern GENERAL = Pattern.compile("ipv([46])/(0|[1-9]\\d{0,2})");
  private static final Map<String, String> RATE = Shapes.names("every", "burst");

  private final Findings findings;

  PrefixReader(Findings findings) {
    this.findings = findings;
  }

  Map<String, Integer> connections(Field field) throws ProfileException {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (Field entry : Shapes.mapping(findings, field).fields()) {
      put(all, entry, count(entry));
    }
    return all;
  }

  Map<String, Rate> rates(Field field) throws ProfileException {
    Map<String, Rate> all = new LinkedHashMap<>();
    for (Field entry : Shapes.mapping(findings, field).fields()) {
      put(all, entry, rate(entry));
    }
    return all;
  }

  private <V> void put(Map<String, V> all, Field entry, V value) throws ProfileException {
    String key = key(entry.key());
    if (all.put(key, value) != null) {
      throw findings.error(
          entry.key(), Codes.DUPLICATE_FIELD, "duplicate address block [" + key + "]");
    }
  }

  /** The canonical key. */
  private String key(Scalar key) throws ProfileException {
    Matcher general = GENERAL.matcher(key.text());
    if (general.matches()) {
      int most = general.group(1).equals("4") ? 32 : 128;
      if (Integer.parseInt(general.group(2)) <= most) {
        return key.text();
      }
    }
    try {
      return Prefix.parse(key.text()).toString();
    } catch (IllegalArgumentException notABlock) {
      throw findings.error(
          key,
          Codes.NETWORK_ENTRY,
          "field [perPrefix], address block ["
              + Shown.value(key.text())
              + "] is not a length such as [ipv4/32] or [ipv6/56], nor a block such as"
              + " [192.0.2.0/24]");
    }
  }

  private int count(Field entry) throws ProfileException {
    String text = Shapes.text(findings, entry);
    try {
      long count = Quantity.parse(text, Unit.COUNT);
      if (count <= Integer.MAX_VALUE) {
        return (int) count;
      }
    } catch (QuantityException e) {
      throw findings.error(entry.value(), Shown.value(entry.name()), e);
    }
    throw outOfRange(
        entry, "amount [" + Shown.value(text) + "] is above the largest, [2147483647]");
  }

  private Rate rate(Field entry) throws ProfileException {
    Field every = null;
    Field burst = null;
    for (Field part : Shapes.mapping(findings, entry).fields()) {
      switch (part.name()) {
        case "every" -> every = part;
        case "burst" -> burst = part;
        default -> findings.unknown(part.key(), "a rate of connections", RATE);
      }
    }
    return rate(entry, every, burst);
  }

  private Rate rate(Field entry, @Nullable Field every, @Nullable Field burst)
      throws ProfileException {
    if (every == null || burst == null) {
      throw findings.error(
          entry.value(),
          Codes.CONTRADICTION,
          "field ["
              + Shown.value(entry.name())
              + "] is a rate and needs both [every] and [burst], such as"
              + " [{every: 200ms, burst: 10}]");
    }
    long nanos = nanos(every);
    try {
      return Rate.onePer(nanos, count(burst));
    } catch (IllegalArgumentException tooLarge) {
      throw outOfRange(entry, "one every [" + nanos + "ns] with that burst is out of range");
    }
  }

  private long nanos(Field every) throws ProfileException {
    try {
      return Quantity.parseDurationNanos(Shapes.text(findings, every));
    } catch (QuantityException e) {
      throw findings.error(every.value(), every.name(), e);
    }
  }

  private ProfileException outOfRange(Field entry, String text) {
    return findings.error(
        entry.value(), Codes.OUT_OF_RANGE, "field [" + Shown.value(entry.name()) + "], " + text);
  }
}
