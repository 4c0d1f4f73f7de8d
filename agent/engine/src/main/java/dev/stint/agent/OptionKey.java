package dev.stint.agent;

import dev.stint.ledger.Nullable;
import java.util.Locale;

/** The options of the agent, with their defaults. */
public enum OptionKey {
  /** The profile file; none means that nothing is limited. */
  PROFILE("profile", ""),
  /** {@code observe} or {@code enforce}. */
  MODE("mode", "observe"),
  /** {@code HOST:PORT} of the status page, port 0 for any free one, or {@code off}. */
  STATUS("status", "127.0.0.1:0"),
  /** {@code on}: who has the token may change limits through the status page; or {@code off}. */
  CONTROL("control", "on"),
  /** How many principals may be made for code that no profile names. */
  PRINCIPALS("principals", "256"),
  /**
   * SPI types, separated by {@code ;}: public methods of classes that name one are entry points.
   */
  ENTRIES("entries", ""),
  /** {@code stderr}, {@code off} or a file for our own lines. */
  LOG("log", "stderr"),
  /** {@code off}, {@code true} to print the self-test, {@code exit} to print it and end. */
  DOCTOR("doctor", "off"),
  /** How long a blocking accept waits for room, in milliseconds. */
  ACCEPT_DELAY_MILLIS("acceptDelayMillis", "1000"),
  /** {@code fail} or {@code warn}; by default the first in enforce, the second in observe. */
  ON_MISSING_HOOK("onMissingHook", "auto"),
  /** Single limits that the profile is given, {@code PRINCIPAL.FIELD=VALUE} parted by {@code ;}. */
  SET("set", "");

  private final String key;
  private final String fallback;

  OptionKey(String key, String fallback) {
    this.key = key;
    this.fallback = fallback;
  }

  /** The key in the agent's argument, and after {@code stint.} the system property. */
  public String key() {
    return key;
  }

  /** The environment variable, such as {@code STINT_ACCEPT_DELAY_MILLIS}. */
  public String environment() {
    return "STINT_" + name();
  }

  String fallback() {
    return fallback;
  }

  static @Nullable OptionKey byKey(String text) {
    for (OptionKey key : values()) {
      if (key.key.equals(text)) {
        return key;
      }
    }
    return null;
  }

  /** The key that was probably meant, or null. */
  static @Nullable OptionKey nearest(String text) {
    OptionKey best = null;
    int distance = 3;
    for (OptionKey key : values()) {
      int now = Distance.between(text.toLowerCase(Locale.ROOT), key.key.toLowerCase(Locale.ROOT));
      if (now < distance) {
        best = key;
        distance = now;
      }
    }
    return best;
  }
}
