package dev.stint.sandbox.run;

import dev.stint.sandbox.RunOutcome;

/** Exit statuses other than the guest's own. */
final class ExitStatus {
  static final int USAGE = 2;
  static final int NOT_ADMITTED = 65;
  static final int NO_FILE = 66;
  static final int HOST_FAILED = 70;
  static final int DENIED = 75;
  static final int PROFILE = 78;
  static final int TRAPPED = 134;

  private ExitStatus() {}

  static int of(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Exited exited -> exited.status();
      case RunOutcome.Returned returned -> 0;
      case RunOutcome.LimitReached limit -> DENIED;
      case RunOutcome.DeadlinePassed deadline -> DENIED;
      case RunOutcome.Trapped trapped -> TRAPPED;
      case RunOutcome.Refused refused -> NOT_ADMITTED;
      case RunOutcome.WrongCall call -> USAGE;
      case RunOutcome.Cancelled cancelled -> HOST_FAILED;
      case RunOutcome.HostFailed failed -> HOST_FAILED;
    };
  }
}
