package dev.stint.ledger.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A refused reservation. */
@Name("stint.Denial")
@Label("Resource Denial")
@Category("Stint")
@Description("A refused reservation.")
@StackTrace(true)
public final class DenialEvent extends Event {
  @Label("Principal")
  public String principal = "";

  @Label("Resource")
  public String resource = "";

  @Label("Reason")
  public String reason = "";

  @Label("Requested")
  public long requested;

  @Label("Used")
  public long used;

  @Label("Hard Limit")
  public long hard;

  @Label("Refusing Scope")
  public String at = "";

  @Label("Profile Key")
  public String origin = "";

  @Label("Code")
  public String code = "";

  @Label("Message")
  public String message = "";
}
