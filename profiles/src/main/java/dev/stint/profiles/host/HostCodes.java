package dev.stint.profiles.host;

/** The codes of this package; each has a page in {@code docs/errors}. Never reused. */
final class HostCodes {
  static final String NOT_A_COUNT = "STINT-P040";
  static final String SETTINGS_FILE = "STINT-P041";
  static final String TOO_MANY_PEERS = "STINT-P042";
  static final String ZERO_TAKEN_AS_ONE = "STINT-P043";
  static final String LIMIT_VALUE = "STINT-P044";

  private HostCodes() {}
}
