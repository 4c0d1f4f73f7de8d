package dev.stint.profiles;

/** The codes of this module; each has a page in {@code docs/errors}. Never reused. */
final class Codes {
  static final String NOT_READABLE = "STINT-P001";
  static final String UNKNOWN_FIELD = "STINT-P002";
  static final String TOO_LARGE = "STINT-P003";
  static final String NOT_UTF8 = "STINT-P004";
  static final String NOT_YAML = "STINT-P005";
  static final String DUPLICATE_FIELD = "STINT-P006";
  static final String WRONG_SHAPE = "STINT-P007";
  static final String NOT_SUPPORTED = "STINT-P008";
  static final String SCHEMA = "STINT-P009";
  static final String NOT_AN_AMOUNT = "STINT-P010";
  static final String WRONG_UNIT = "STINT-P011";
  static final String OUT_OF_RANGE = "STINT-P012";
  static final String NEGATIVE = "STINT-P013";
  static final String UNLIMITED = "STINT-P014";
  static final String CONTRADICTION = "STINT-P015";
  static final String ABOVE_PARENT = "STINT-P016";
  static final String PRINCIPAL_NAME = "STINT-P017";
  static final String NOT_A_NAME = "STINT-P018";
  static final String STALE_EPOCH = "STINT-P019";
  static final String NO_STOCK_PROFILE = "STINT-P020";
  static final String SCOPE_CLOSED = "STINT-P021";
  static final String TOO_MANY_PROFILES = "STINT-P022";
  static final String NOT_AN_OVERRIDE = "STINT-P045";
  static final String UNKNOWN_PRINCIPAL = "STINT-P046";
  static final String NOT_ONE_LIMIT = "STINT-P047";
  static final String TOO_MANY_OVERRIDES = "STINT-P048";
  static final String AMBIGUOUS_VARIABLE = "STINT-P049";
  static final String EXTENDS = "STINT-P023";
  static final String EXTENDS_CHAIN = "STINT-P024";
  static final String NO_SUB_PROFILE = "STINT-P025";
  static final String NETWORK_ENTRY = "STINT-P026";
  static final String NESTED_PRINCIPAL = "STINT-P027";
  static final String STALE_AT_SCOPE = "STINT-P030";
  static final String CLASH = "STINT-P031";
  static final String REVOKED = "STINT-P032";
  static final String NOT_EXEMPT = "STINT-P033";

  static final String CHANGED = "STINT-P050";

  private Codes() {}
}
