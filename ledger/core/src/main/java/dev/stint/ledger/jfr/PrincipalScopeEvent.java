package dev.stint.ledger.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** The time in which a thread worked for a principal. */
@Name("stint.PrincipalScope")
@Label("Principal Scope")
@Category("Stint")
@Description("The time in which a thread worked for a principal.")
@StackTrace(false)
@Threshold("1 ms")
public final class PrincipalScopeEvent extends Event {
  @Label("Principal")
  public String principal = "";

  @Label("Scope")
  public String scope = "";

  @Label("Kind")
  public String kind = "";
}
