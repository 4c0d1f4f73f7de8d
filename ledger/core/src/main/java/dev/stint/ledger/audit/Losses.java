package dev.stint.ledger.audit;

import dev.stint.ledger.AuditChain;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Nullable;

/**
 * The counter chain: what was lost in emergencies, in steps, each with a hash over the counts and
 * the step before. Every step is a record of the audit itself. Not thread-safe.
 */
final class Losses {
  /** The scope of the audit's own records; scopes of principals begin with {@code system}. */
  static final String SCOPE = "audit";

  static final String SUBJECT = "audit.loss";

  private final AuditChain chain = new AuditChain();
  private long step;
  private long shed;
  private long refused;
  private String hash = AuditChain.START;

  /** Whether something was lost since the last step. */
  boolean isBehind(long shedSoFar, long refusedSoFar) {
    return shed != shedSoFar || refused != refusedSoFar;
  }

  /** Makes a step; returns the detail of its record. */
  String step(long shedSoFar, long refusedSoFar) {
    String after = next(chain, hash, step + 1, shedSoFar, refusedSoFar);
    String detail = detail(step + 1, shedSoFar, refusedSoFar, after);
    step++;
    shed = shedSoFar;
    refused = refusedSoFar;
    hash = after;
    return detail;
  }

  private static String next(AuditChain chain, String before, long step, long shed, long refused) {
    return chain.next(before, step + "\t" + shed + '\t' + refused);
  }

  private static String detail(long step, long shed, long refused, String hash) {
    return "step " + step + ", shed " + shed + ", refused " + refused + ", hash " + hash;
  }

  /**
   * Adds up the steps of a chain of records; each opening of an audit begins at step 1. A chain
   * that is read from its middle may begin with a later step, which is taken as it is.
   */
  static final class Reader {
    private final AuditChain chain = new AuditChain();
    private long step;
    private long shed;
    private long refused;
    private String hash = AuditChain.START;
    private long shedBefore;
    private long refusedBefore;
    private boolean fromMiddle;
    private String adopted = "";

    Reader(boolean fromMiddle) {
      this.fromMiddle = fromMiddle;
    }

    long shed() {
      return shedBefore + shed;
    }

    long refused() {
      return refusedBefore + refused;
    }

    /** Looks at a record; returns what is wrong with its counts, or null. */
    @Nullable
    String take(String kind, String scope, String subject, String detail) {
      if (!kind.equals(AuditKind.RECOVERY.name())
          || !scope.equals(SCOPE)
          || !subject.equals(SUBJECT)) {
        return null;
      }
      if (detail.startsWith("step 1,")) {
        shedBefore += shed;
        refusedBefore += refused;
        step = 0;
        shed = 0;
        refused = 0;
        hash = AuditChain.START;
      } else if (fromMiddle) {
        adopt(detail);
      }
      fromMiddle = false;
      return follows(detail) ? null : "the counts of what was lost do not follow";
    }

    /** Makes the state one from which the detail follows, as far as it is well formed. */
    private void adopt(String detail) {
      step = between(detail, "step ", ", shed ") - 1;
      adopted = detail.substring(detail.lastIndexOf(' ') + 1);
    }

    private boolean follows(String detail) {
      long newShed = between(detail, ", shed ", ", refused ");
      long newRefused = between(detail, ", refused ", ", hash ");
      if (newShed < shed || newRefused < refused) {
        return false;
      }
      step++;
      shed = newShed;
      refused = newRefused;
      hash = adopted.isEmpty() ? next(chain, hash, step, shed, refused) : adopted;
      adopted = "";
      return detail.equals(detail(step, shed, refused, hash));
    }

    private static long between(String text, String before, String after) {
      int from = text.indexOf(before);
      int to = text.indexOf(after);
      return from < 0 || to < from + before.length()
          ? -1
          : AuditLine.number(text.substring(from + before.length(), to));
    }
  }
}
