package dev.stint.profiles.host;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.origin.Origin;
import dev.stint.profiles.origin.Sourced;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The places where a user may set what the host derives: argument, system property, file,
 * environment. Immutable, except that properties and environment are asked anew by each reading.
 *
 * <p>Every value that is present must be a whole number from 0 to {@value #LARGEST}, also one that
 * a stronger value overrides: a setting that nobody can read is a mistake, wherever it stands.
 */
public final class Settings {
  /** No host needs more permits of one kind. */
  public static final int LARGEST = 10_000_000;

  private static final Pattern COUNT = Pattern.compile("\\d{1,8}");

  private final Map<HostSetting, String> arguments;
  private final Lookup properties;
  private final SettingsFile file;
  private final Lookup environment;

  /**
   * Settings from those places.
   *
   * @param arguments what was typed, by setting
   * @param properties the value of a system property, or null
   * @param environment the value of a variable, or null
   */
  public Settings(
      Map<HostSetting, String> arguments,
      Lookup properties,
      SettingsFile file,
      Lookup environment) {
    this.arguments = new EnumMap<>(HostSetting.class);
    this.arguments.putAll(arguments);
    this.properties = properties;
    this.file = file;
    this.environment = environment;
  }

  /** The properties and the environment of this process, and nothing else. */
  public static Settings ofThisProcess() {
    return ofThisProcess(Map.of(), SettingsFile.NONE);
  }

  /** The properties and the environment of this process, with arguments and a file. */
  public static Settings ofThisProcess(Map<HostSetting, String> arguments, SettingsFile file) {
    return new Settings(arguments, System::getProperty, file, System::getenv);
  }

  /** Nothing is set: every value is derived. */
  public static Settings none() {
    return new Settings(Map.of(), name -> null, SettingsFile.NONE, name -> null);
  }

  /** The derived value, or what the strongest place says instead. */
  Sourced<Integer> choose(HostSetting setting, Sourced<Integer> derived) throws HostException {
    Sourced<Integer> chosen = derived;
    for (Origin origin : Origin.values()) {
      String text = text(origin, setting);
      if (text != null) {
        String where = where(origin, setting);
        chosen = chosen.offer(origin, where, count(setting, origin, where, text));
      }
    }
    return chosen;
  }

  private @Nullable String text(Origin origin, HostSetting setting) {
    return switch (origin) {
      case ARGUMENT -> arguments.get(setting);
      case PROPERTY -> properties.text(setting.property());
      case FILE -> file.text(setting);
      case ENVIRONMENT -> environment.text(setting.variable());
      case DERIVED -> null;
    };
  }

  private String where(Origin origin, HostSetting setting) {
    return switch (origin) {
      case ARGUMENT -> setting.option();
      case PROPERTY -> "-D" + setting.property();
      case FILE -> file.place(setting);
      case ENVIRONMENT -> setting.variable();
      case DERIVED -> "";
    };
  }

  private static int count(HostSetting setting, Origin origin, String where, String text)
      throws HostException {
    int value = COUNT.matcher(text).matches() ? Integer.parseInt(text) : Integer.MAX_VALUE;
    if (value > LARGEST) {
      throw new HostException(
          HostCodes.NOT_A_COUNT,
          "setting ["
              + setting.key()
              + "] from "
              + origin.label()
              + " ["
              + where
              + "], value ["
              + PrincipalName.printable(text)
              + "] is not a whole number from 0 to ["
              + LARGEST
              + "]");
    }
    return value;
  }
}
