package dev.stint.ledger.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One invocation of a capsule, from the lease to the settlement. */
@Name("stint.CapsuleRun")
@Label("Capsule Run")
@Category("Stint")
@Description("One invocation of a capsule, from the lease to the settlement.")
@StackTrace(false)
public final class CapsuleRunEvent extends Event {
  @Label("Principal")
  public String principal = "";

  @Label("Capsule")
  public String capsule = "";

  @Label("Engine")
  public String engine = "";

  @Label("Outcome")
  public String outcome = "";

  @Label("Fuel")
  @Description("Instructions executed")
  public long fuel;

  @Label("Peak Linear Memory")
  @Description("Bytes")
  public long memoryPeakBytes;

  @Label("Host Calls")
  public long hostCalls;
}
