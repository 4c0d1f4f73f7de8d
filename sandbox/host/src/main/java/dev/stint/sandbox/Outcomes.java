package dev.stint.sandbox;

import dev.stint.ledger.Denied;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Unit;
import dev.stint.sandbox.engine.GuestExit;
import dev.stint.sandbox.engine.GuestFault;
import dev.stint.sandbox.spi.GuestStopped;
import dev.stint.sandbox.spi.GuestTrap;

/** Says what the end of a run was, in one line each. */
final class Outcomes {
  private Outcomes() {}

  static RunOutcome of(Throwable thrown, CapsuleRun run, RunControl control) {
    return switch (thrown) {
      case GuestExit exit -> new RunOutcome.Exited(exit.status());
      case CapsuleRefused refused -> new RunOutcome.Refused(String.valueOf(refused.getMessage()));
      case WrongCallException call -> new RunOutcome.WrongCall(String.valueOf(call.getMessage()));
      case ResourceLimitExceeded limit -> denied(limit, run);
      case GuestTrap trap -> trapped(run, String.valueOf(trap.getMessage()));
      case GuestFault fault -> trapped(run, String.valueOf(fault.getMessage()));
      case HostPool.HostExhausted heap ->
          new RunOutcome.HostFailed(String.valueOf(heap.getMessage()), null);
      case StackOverflowError deep -> trapped(run, "call stack exhausted");
      default -> stoppedOrFailed(thrown, run, control);
    };
  }

  private static RunOutcome denied(ResourceLimitExceeded limit, CapsuleRun run) {
    Denied denied = limit.denied();
    return denied == null ? hostFailed(run, limit) : new RunOutcome.LimitReached(denied);
  }

  private static RunOutcome stoppedOrFailed(Throwable thrown, CapsuleRun run, RunControl control) {
    RunControl.Stop stop = control.stopped();
    return stop == null ? hostFailed(run, thrown) : stopped(run, stop);
  }

  static RunOutcome stopped(CapsuleRun run, RunControl.Stop stop) {
    return switch (stop) {
      case DEADLINE ->
          new RunOutcome.DeadlinePassed(
              "deadline passed: " + who(run) + ", timeout [" + timeout(run) + "] (STINT-H005)");
      case CANCELLED -> new RunOutcome.Cancelled("run cancelled: " + who(run) + " (STINT-H010)");
    };
  }

  private static RunOutcome trapped(CapsuleRun run, String reason) {
    return new RunOutcome.Trapped(
        "guest trapped: " + who(run) + ", trap [" + reason + "] (STINT-H006)");
  }

  static RunOutcome tooDeep(CapsuleRun run) {
    return new RunOutcome.Trapped(
        "calls too deep: "
            + who(run)
            + ", depth units ["
            + GuestStack.DEPTH_UNITS
            + "] (STINT-H007)");
  }

  static RunOutcome hostFailed(CapsuleRun run, Throwable cause) {
    boolean lost = cause instanceof GuestStopped;
    String reason = lost ? "the engine stopped the guest" : GuestStack.reason(cause);
    return new RunOutcome.HostFailed(
        "host failed: " + who(run) + ", cause [" + reason + "] (STINT-H008)", cause);
  }

  /** The outcome of a run whose thread ended without one. */
  static RunOutcome unknown(CapsuleRun run) {
    return hostFailed(run, new IllegalStateException("run ended without an outcome"));
  }

  static RunOutcome stuck(CapsuleRun run, RunControl control) {
    RunControl.Stop stop = control.stopped();
    String inside = PrincipalName.printable(control.inside());
    String message =
        (stop == RunControl.Stop.CANCELLED ? "run cancelled: " : "deadline passed: ")
            + who(run)
            + ", timeout ["
            + timeout(run)
            + "], still inside ["
            + (inside.isEmpty() ? "the engine" : inside)
            + "] (STINT-H012)";
    return stop == RunControl.Stop.CANCELLED
        ? new RunOutcome.Cancelled(message)
        : new RunOutcome.DeadlinePassed(message);
  }

  private static String timeout(CapsuleRun run) {
    long nanos = run.limits().timeoutNanos();
    return nanos == RunLimits.NONE ? "none" : Unit.MICROSECONDS.format(Math.max(1, nanos / 1_000));
  }

  private static String who(CapsuleRun run) {
    return "principal ["
        + run.principal().principalName()
        + "], capsule ["
        + PrincipalName.printable(run.name())
        + "]";
  }
}
