package dev.stint.ledger.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A resource that is used past our hooks, or a hook that is missing. */
@Name("stint.CoverageGap")
@Label("Coverage Gap")
@Category("Stint")
@Description("A resource that is used past our hooks, or a hook that is missing.")
@StackTrace(false)
public final class CoverageGapEvent extends Event {
  @Label("Resource")
  public String resource = "";

  @Label("Hook")
  public String hook = "";

  @Label("Detail")
  public String detail = "";
}
