package dev.stint.agent;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.Overrides;
import dev.stint.profiles.ProfileException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The effective options and where each came from. Precedence: the agent's argument, then {@code
 * -Dstint.*}, then the environment, then the default. Immutable.
 */
public final class Options {
  private static final String ARGUMENT = "argument";
  private static final String DEFAULT = "default";

  private final Map<OptionKey, String> values = new EnumMap<>(OptionKey.class);
  private final Map<OptionKey, String> origins = new EnumMap<>(OptionKey.class);
  private boolean enforceAsked;
  private Overrides overrides = Overrides.NONE;

  private Options() {}

  /**
   * Reads the options.
   *
   * @param argument what stands after {@code -javaagent:jar=}: {@code key=value,key=value}
   * @throws OptionException with one line when a key or a value is not known
   */
  public static Options read(
      String argument, Properties properties, Map<String, String> environment)
      throws OptionException {
    Options options = new Options();
    for (OptionKey key : OptionKey.values()) {
      options.set(key, key.fallback(), DEFAULT);
      options.setIfPresent(key, environment.get(key.environment()), key.environment());
      String property = "stint." + key.key();
      options.setIfPresent(key, properties.getProperty(property), "-D" + property);
    }
    options.enforceAsked =
        argument.contains("mode=enforce") || options.text(OptionKey.MODE).startsWith("enforce");
    options.readArgument(argument);
    options.check();
    options.readOverrides(properties, environment);
    return options;
  }

  private void setIfPresent(OptionKey key, @Nullable String value, String origin) {
    if (value != null && !value.isEmpty()) {
      set(key, value.trim(), origin);
    }
  }

  private void set(OptionKey key, String value, String origin) {
    values.put(key, value);
    origins.put(key, origin);
  }

  private void readArgument(String argument) throws OptionException {
    for (String part : argument.split(",")) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(0, equals)).trim();
      OptionKey key = OptionKey.byKey(name);
      if (key == null) {
        throw refused(unknown(name), "STINT-A003");
      }
      if (equals < 0) {
        throw refused("agent option [" + name + "] has no value", "STINT-A004");
      }
      String value = part.substring(equals + 1).trim();
      boolean again = key == OptionKey.SET && ARGUMENT.equals(origins.get(key));
      set(key, again ? text(key) + ";" + value : value, ARGUMENT);
    }
  }

  /** All of them count, wherever they stand: each limit for itself has its strongest origin. */
  private void readOverrides(Properties properties, Map<String, String> environment)
      throws OptionException {
    boolean given = ARGUMENT.equals(origins.get(OptionKey.SET));
    try {
      overrides =
          Overrides.read(given ? List.of(text(OptionKey.SET)) : List.of(), properties, environment);
    } catch (ProfileException e) {
      throw refused("agent option [set] cannot be used: " + e.getMessage(), "STINT-A025");
    }
    set(OptionKey.SET, overrides.line(), overrides.isEmpty() ? DEFAULT : overrides.origins());
  }

  private static String unknown(String name) {
    OptionKey nearest = OptionKey.nearest(name);
    String hint = nearest == null ? "" : ", did you mean [" + nearest.key() + "]?";
    return "unknown agent option [" + PrincipalName.printable(name) + "]" + hint;
  }

  private void check() throws OptionException {
    oneOf(OptionKey.MODE, "observe", "enforce");
    oneOf(OptionKey.CONTROL, "on", "off");
    oneOf(OptionKey.DOCTOR, "off", "false", "true", "exit");
    oneOf(OptionKey.ON_MISSING_HOOK, "auto", "fail", "warn");
    number(OptionKey.PRINCIPALS, 1, 10_000);
    number(OptionKey.ACCEPT_DELAY_MILLIS, 0, 600_000);
    if (!status().equals("off") && statusPort() < 0) {
      throw refused(OptionKey.STATUS, "HOST:PORT or off");
    }
  }

  private void oneOf(OptionKey key, String... allowed) throws OptionException {
    for (String value : allowed) {
      if (text(key).equals(value)) {
        return;
      }
    }
    throw refused(key, String.join(", ", allowed));
  }

  private void number(OptionKey key, int least, int most) throws OptionException {
    try {
      int value = Integer.parseInt(text(key));
      if (value >= least && value <= most) {
        return;
      }
    } catch (NumberFormatException e) {
      throw refused(key, least + " to " + most);
    }
    throw refused(key, least + " to " + most);
  }

  private OptionException refused(OptionKey key, String expected) {
    return refused(
        "agent option ["
            + key.key()
            + "] is ["
            + PrincipalName.printable(text(key))
            + "] from ["
            + origins.get(key)
            + "], expected ["
            + expected
            + "]",
        "STINT-A004");
  }

  private OptionException refused(String what, String code) {
    return new OptionException(what, code, enforceAsked);
  }

  private String text(OptionKey key) {
    return String.valueOf(values.get(key));
  }

  public Mode mode() {
    return text(OptionKey.MODE).equals("enforce") ? Mode.ENFORCE : Mode.OBSERVE;
  }

  /** The profile file, or empty for none. */
  public String profile() {
    return text(OptionKey.PROFILE);
  }

  /** The limits that were set from outside the profile. */
  public Overrides overrides() {
    return overrides;
  }

  /** {@code HOST:PORT} or {@code off}. */
  public String status() {
    return text(OptionKey.STATUS);
  }

  /** The host of the status page; brackets of an IPv6 address are taken off. */
  public String statusHost() {
    String host = status().substring(0, Math.max(0, status().lastIndexOf(':')));
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port of the status page, -1 when there is none. */
  public int statusPort() {
    try {
      int port = Integer.parseInt(status().substring(status().lastIndexOf(':') + 1));
      return status().indexOf(':') > 0 && port >= 0 && port < 65_536 ? port : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Whether limits may be changed through the status page; never without a page. */
  public boolean control() {
    return text(OptionKey.CONTROL).equals("on") && !status().equals("off");
  }

  public int principals() {
    return Integer.parseInt(text(OptionKey.PRINCIPALS));
  }

  /** The SPI types whose methods are entry points, as binary names with dots. */
  public Set<String> entries() {
    Set<String> types = new LinkedHashSet<>();
    for (String type : text(OptionKey.ENTRIES).split(";")) {
      if (!type.isBlank()) {
        types.add(type.trim());
      }
    }
    return types;
  }

  public String log() {
    return text(OptionKey.LOG);
  }

  public long acceptDelayMillis() {
    return Long.parseLong(text(OptionKey.ACCEPT_DELAY_MILLIS));
  }

  /** Whether the self-test's table is printed. */
  public boolean doctorPrints() {
    return text(OptionKey.DOCTOR).equals("true") || doctorExits();
  }

  /** Whether the JVM ends after the self-test. */
  public boolean doctorExits() {
    return text(OptionKey.DOCTOR).equals("exit");
  }

  /** Whether a missing hook stops the start. */
  public boolean failsOnMissingHook() {
    String value = text(OptionKey.ON_MISSING_HOOK);
    return value.equals("fail") || (value.equals("auto") && mode() == Mode.ENFORCE);
  }

  /** Every option with its origin, in one line: {@code mode [enforce] (argument), ...}. */
  public String line() {
    StringBuilder line = new StringBuilder();
    for (OptionKey key : OptionKey.values()) {
      String value = text(key);
      line.append(line.length() == 0 ? "" : ", ").append(key.key());
      line.append(" [").append(value.isEmpty() ? "none" : value).append("] (");
      line.append(origins.get(key)).append(')');
    }
    return line.toString();
  }
}
