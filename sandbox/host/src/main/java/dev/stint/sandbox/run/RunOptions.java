package dev.stint.sandbox.run;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Unit;
import dev.stint.profiles.Quantity;
import dev.stint.profiles.QuantityException;
import dev.stint.sandbox.RunLimits;
import dev.stint.sandbox.spi.CapsuleEngines;
import dev.stint.sandbox.wasi.Preopen;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The arguments of {@link Main}, read. Mutable while it is read, then not. */
final class RunOptions {
  private static final String SET = "--set";
  private static final String END = "--";
  private static final String DIR_SEPARATOR = "::";
  private static final String READ_ONLY = "::ro";

  String principal = PrincipalName.DEFAULT;

  /** The name or path of the profile; null where the caller named none. */
  @Nullable String profile;

  String engine = CapsuleEngines.DEFAULT;
  RunLimits limits = RunLimits.inherit();
  boolean deterministic;
  boolean quiet;
  @Nullable String invoke;
  @Nullable Path result;
  @Nullable Path recording;
  final List<Preopen> preopens = new ArrayList<>();
  final Map<String, String> environment = new LinkedHashMap<>();
  final List<String> arguments = new ArrayList<>();
  Path module = Path.of("");

  private RunOptions() {}

  static RunOptions parse(String... args) throws RunFailure {
    RunOptions options = new RunOptions();
    int at = 0;
    while (at < args.length && args[at].equals(SET)) {
      options.set(at + 1 < args.length ? args[at + 1] : "");
      at += 2;
    }
    if (at + 1 >= args.length || !args[at].equals(END)) {
      throw usage("arguments must be [--set KEY=VALUE]... -- MODULE [ARGUMENT]...");
    }
    options.module = path(args[at + 1]);
    options.arguments.addAll(List.of(args).subList(at + 2, args.length));
    return options;
  }

  private void set(String pair) throws RunFailure {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw usage("--set needs KEY=VALUE: given [" + PrincipalName.printable(pair) + "]");
    }
    String key = pair.substring(0, equals);
    String value = pair.substring(equals + 1);
    try {
      set(key, value);
    } catch (QuantityException | IllegalArgumentException e) {
      throw usage(
          "value does not fit: option ["
              + PrincipalName.printable(key)
              + "], given ["
              + PrincipalName.printable(value)
              + "], reason ["
              + e.getMessage()
              + "]");
    }
  }

  private void set(String key, String value) throws RunFailure, QuantityException {
    switch (key) {
      case "fuel" -> limits = limits.withFuel(Quantity.parse(value, Unit.INSTRUCTIONS));
      case "maxMemory" -> limits = limits.withMemoryBytes(Quantity.parseBytes(value));
      case "timeoutMillis" -> limits = limits.withTimeoutNanos(millis(value));
      case "principal" -> principal = PrincipalName.check(value);
      case "profile" -> profile = value;
      case "engine" -> engine = value;
      case "deterministic" -> deterministic = flag(value);
      case "quiet" -> quiet = flag(value);
      case "invoke" -> invoke = value;
      case "result" -> result = path(value);
      case "jfr" -> recording = path(value);
      case "dir" -> preopens.add(directory(value));
      case "env" -> variable(value);
      default -> throw usage("no such option: option [" + PrincipalName.printable(key) + "]");
    }
  }

  private static long millis(String value) {
    long millis = Long.parseLong(value);
    if (millis < 1) {
      throw new IllegalArgumentException("must be at least 1");
    }
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static boolean flag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static Path path(String text) throws RunFailure {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw usage("not a path: given [" + PrincipalName.printable(text) + "]");
    }
  }

  /** {@code HOST::GUEST}, or with {@code ::ro} at the end for a directory that must not change. */
  private static Preopen directory(String value) throws RunFailure {
    boolean readOnly = value.endsWith(READ_ONLY);
    String pair = readOnly ? value.substring(0, value.length() - READ_ONLY.length()) : value;
    int split = pair.lastIndexOf(DIR_SEPARATOR);
    if (split < 1) {
      throw new IllegalArgumentException("must be HOST::GUEST");
    }
    Path host = path(pair.substring(0, split));
    return new Preopen(host, pair.substring(split + DIR_SEPARATOR.length()), readOnly);
  }

  private void variable(String value) {
    int equals = value.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("must be NAME=VALUE");
    }
    environment.put(value.substring(0, equals), value.substring(equals + 1));
  }

  static RunFailure usage(String message) {
    return new RunFailure(ExitStatus.USAGE, "STINT-H013", message);
  }
}
