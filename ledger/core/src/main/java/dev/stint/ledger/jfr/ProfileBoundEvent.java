package dev.stint.ledger.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A profile was translated into the limits of a scope. */
@Name("stint.ProfileBound")
@Label("Profile Bound")
@Category("Stint")
@Description("A profile was translated into the limits of a scope.")
@StackTrace(false)
public final class ProfileBoundEvent extends Event {
  @Label("Scope")
  public String scope = "";

  @Label("Profile")
  public String profile = "";

  @Label("Origin")
  public String origin = "";

  @Label("Limits")
  @Description("How many limits were set")
  public int limits;
}
