package dev.stint.sandbox;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import java.util.List;

/** How a run ended. Each outcome but the first two has a message of one line with a code. */
public sealed interface RunOutcome {
  /** The word for events and results, such as {@code deadline}. */
  String word();

  /** One line with the code in parentheses, empty for {@link Exited} and {@link Returned}. */
  default String message() {
    return "";
  }

  /** The code at the end of the message, such as {@code STINT-H005}; empty without one. */
  default String code() {
    String text = message();
    return text.isEmpty() ? "" : text.substring(text.lastIndexOf('(') + 1, text.length() - 1);
  }

  /** A command ended; 0 when it returned without saying a status. */
  record Exited(int status) implements RunOutcome {
    @Override
    public String word() {
      return "exited";
    }
  }

  /** The export that was called returned. */
  record Returned(List<GuestValue> values) implements RunOutcome {
    public Returned {
      values = List.copyOf(values);
    }

    @Override
    public String word() {
      return "returned";
    }
  }

  /** A ledger refused what the run cannot go on without. */
  record LimitReached(Denied denied) implements RunOutcome {
    @Override
    public String word() {
      return "denied";
    }

    @Override
    public String message() {
      return denied.message();
    }
  }

  /** The time of the run was over. */
  record DeadlinePassed(String message) implements RunOutcome {
    @Override
    public String word() {
      return "deadline";
    }
  }

  /** The guest trapped, or its calls went too deep. */
  record Trapped(String message) implements RunOutcome {
    @Override
    public String word() {
      return "trapped";
    }
  }

  /** The module was not admitted, or has nothing to run. */
  record Refused(String message) implements RunOutcome {
    @Override
    public String word() {
      return "refused";
    }
  }

  /** The export to call is missing, or the arguments do not fit it. */
  record WrongCall(String message) implements RunOutcome {
    @Override
    public String word() {
      return "wrong-call";
    }
  }

  /** The caller's thread was interrupted. */
  record Cancelled(String message) implements RunOutcome {
    @Override
    public String word() {
      return "cancelled";
    }
  }

  /** The host, the engine or a host function failed; not the guest's doing. */
  record HostFailed(String message, @Nullable Throwable cause) implements RunOutcome {
    @Override
    public String word() {
      return "host-failed";
    }
  }
}
