package dev.stint.agent.control;

import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.ProfileException;

/** A request that changed nothing; the message is one line with a code. */
public final class LiveRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, as far as a program has to know. */
  public enum Kind {
    /** The request is not what it should be. */
    MALFORMED,
    /** It names a principal that is not there. */
    UNKNOWN,
    /** The limit or the profile is not valid, or not admitted. */
    DENIED
  }

  private final Kind kind;

  private LiveRefused(Kind kind, String line) {
    super(line);
    this.kind = kind;
  }

  static LiveRefused malformed(String what) {
    return new LiveRefused(Kind.MALFORMED, "control request not valid: " + what + " (STINT-A021)");
  }

  static LiveRefused unknown(String line) {
    return new LiveRefused(Kind.UNKNOWN, line + " (STINT-A020)");
  }

  static LiveRefused field(String field, String why) {
    return new LiveRefused(
        Kind.DENIED, "field [" + PrincipalName.printable(field) + "] " + why + " (STINT-A022)");
  }

  static LiveRefused denied(String line) {
    return new LiveRefused(Kind.DENIED, line);
  }

  /** One whose message ends in a code already. */
  static LiveRefused denied(ProfileException e) {
    return new LiveRefused(Kind.DENIED, String.valueOf(e.getMessage()));
  }

  public Kind kind() {
    return kind;
  }
}
