package dev.stint.ledger.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A donation, or a part of one, that was settled. */
@Name("stint.Donation")
@Label("Donation")
@Category("Stint")
@Description("A donation, or a part of one, that was settled.")
@StackTrace(false)
public final class DonationEvent extends Event {
  @Label("Donation")
  public long donation;

  @Label("Part Of")
  @Description("The donation that it was made from, or 0")
  public long partOf;

  @Label("Call")
  public long call;

  @Label("Donor Scope")
  public String donor = "";

  @Label("Receiver Scope")
  public String receiver = "";

  @Label("Resource")
  public String resource = "";

  @Label("Amount")
  public long amount;

  @Label("Spent")
  public long spent;

  @Label("Returned")
  public long returned;

  @Label("Ended By")
  public String endedBy = "";

  @Label("Lived")
  @Description("Nanoseconds on the clock of the graph")
  public long livedNanos;

  @Label("Suppressed")
  @Description("Donations that ended since the last event and were not written")
  public long suppressed;
}
