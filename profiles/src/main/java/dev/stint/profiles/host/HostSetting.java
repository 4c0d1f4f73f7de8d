package dev.stint.profiles.host;

import java.util.Locale;

/** The values that a host derives and that settings may override. */
public enum HostSetting {
  /** Calls into the host that hold a thread while they wait. */
  BLOCKING("hostBlockingConcurrency"),
  /** Calls into the host that hold a descriptor, but no thread. */
  IO("hostIoConcurrency"),
  /** Instances of one capsule at most. */
  POOL("instancePoolSize");

  static final String SECTION = "capsule";

  private final String field;
  private final String snake;

  HostSetting(String field) {
    this.field = field;
    this.snake = field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The name in messages and tables, such as {@code capsule.instancePoolSize}. */
  public String key() {
    return SECTION + "." + field;
  }

  /** The field below {@code capsule:} in a settings file. */
  public String field() {
    return field;
  }

  /** The system property, such as {@code stint.capsule.instancePoolSize}. */
  public String property() {
    return "stint." + key();
  }

  /** The variable of the environment, such as {@code STINT_CAPSULE_INSTANCE_POOL_SIZE}. */
  public String variable() {
    return "STINT_" + SECTION.toUpperCase(Locale.ROOT) + "_" + snake.toUpperCase(Locale.ROOT);
  }

  /** The option of a command, such as {@code --instance-pool-size}. */
  public String option() {
    return "--" + snake.replace('_', '-');
  }
}
