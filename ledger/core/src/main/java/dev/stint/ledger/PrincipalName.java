package dev.stint.ledger;

/** The rule for names of principals: 1 to 64 characters of {@code [A-Za-z0-9_-]}. */
public final class PrincipalName {
  public static final int LONGEST = 64;

  /** Who pays when nobody else can be named. */
  public static final String DEFAULT = "default";

  /** Who pays for requests that name nobody that is known. */
  public static final String ANONYMOUS = "anonymous";

  /** Stint's own overhead. */
  public static final String STINT = "stint";

  private PrincipalName() {}

  public static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isAllowed(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The name itself; {@link IllegalArgumentException} with one line when it is not a valid one. */
  public static String check(String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "principal name ["
              + printable(name)
              + "] must be 1 to 64 characters of [A-Za-z0-9_-] (STINT-N001)");
    }
    return name;
  }

  /** A valid name made of any text: other characters become {@code -}, the rest is cut. */
  public static String sanitise(String text) {
    StringBuilder name = new StringBuilder(Math.min(text.length(), LONGEST));
    for (int i = 0; i < text.length() && name.length() < LONGEST; i++) {
      char c = text.charAt(i);
      name.append(isAllowed(c) ? c : '-');
    }
    return name.length() == 0 ? DEFAULT : name.toString();
  }

  /** At most 64 characters, control and non-ASCII characters as {@code ?}: safe in a log line. */
  public static String printable(String text) {
    int length = Math.min(text.length(), LONGEST);
    StringBuilder safe = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      safe.append(c >= ' ' && c < 127 ? c : '?');
    }
    return text.length() > LONGEST ? safe.append("...").toString() : safe.toString();
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
