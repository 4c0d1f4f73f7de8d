package dev.stint.profiles.diff;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.explain.Tightness;

/**
 * One limit that is not the same in both.
 *
 * @param before null where it is added
 * @param after null where it is removed
 */
public record FieldChange(Resource resource, @Nullable Limit before, @Nullable Limit after) {
  /** What became of the field. */
  public enum What {
    ADDED,
    REMOVED,
    RAISED,
    LOWERED,
    CHANGED
  }

  /** Which of the two admits more. */
  public enum Direction {
    /** The second admits less. */
    TIGHTER,
    /** The second admits more. */
    LOOSER,
    /** The second admits more at once and less in the long run, or the other way round. */
    MIXED,
    /** Both admit the same; the warning or the waiting differs. */
    SAME
  }

  public What what() {
    if (before == null) {
      return What.ADDED;
    }
    if (after == null) {
      return What.REMOVED;
    }
    return switch (direction()) {
      case LOOSER -> What.RAISED;
      case TIGHTER -> What.LOWERED;
      case MIXED, SAME -> What.CHANGED;
    };
  }

  /** A limit that is added tightens what was inherited before. */
  public Direction direction() {
    Limit from = before;
    Limit to = after;
    if (from == null) {
      return Direction.TIGHTER;
    }
    if (to == null) {
      return Direction.LOOSER;
    }
    int atOnce = Tightness.atOnce(to, from);
    int later = Tightness.inTheLongRun(to, from);
    if (atOnce == 0 && later == 0) {
      return Direction.SAME;
    }
    if (atOnce >= 0 && later >= 0) {
      return Direction.LOOSER;
    }
    return atOnce <= 0 && later <= 0 ? Direction.TIGHTER : Direction.MIXED;
  }

  /** What the second admits of the first, 0.5 for half; NaN where the two cannot be compared. */
  public double factor() {
    Limit from = before;
    Limit to = after;
    if (from == null || to == null || from.hard() == 0) {
      return Double.NaN;
    }
    boolean sameForm = (from.windowNanos() == 0) == (to.windowNanos() == 0);
    return sameForm ? Tightness.factor(from, to) : Double.NaN;
  }

  /** The field of the second, or of the first where it is removed. */
  public String field() {
    Limit limit = after != null ? after : before;
    return limit == null ? resource.profileField() : ProfilePrinter.field(resource, limit);
  }

  /** The value in the first, with its field where that is another one; {@code -} for none. */
  public String beforeText() {
    if (before == null) {
      return "-";
    }
    String old = ProfilePrinter.field(resource, before);
    String value = ProfilePrinter.value(resource, before);
    return old.equals(field()) ? value : old + " " + value;
  }

  /** The value in the second; {@code -} for none. */
  public String afterText() {
    return after == null ? "-" : ProfilePrinter.value(resource, after);
  }
}
