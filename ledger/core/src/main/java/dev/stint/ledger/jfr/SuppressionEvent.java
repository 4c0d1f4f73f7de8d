package dev.stint.ledger.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Denials that were counted but not written as events. */
@Name("stint.Suppression")
@Label("Suppressed Denials")
@Category("Stint")
@Description("Denials that were counted but not written as events.")
@StackTrace(false)
public final class SuppressionEvent extends Event {
  @Label("Count")
  public long count;
}
