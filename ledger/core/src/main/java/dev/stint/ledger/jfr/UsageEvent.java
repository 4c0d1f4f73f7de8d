package dev.stint.ledger.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** What one ledger held, written once a second for the ledgers that moved. */
@Name("stint.Usage")
@Label("Resource Usage")
@Category("Stint")
@Description("What one ledger held, written once a second for the ledgers that moved.")
@StackTrace(false)
@Period("1 s")
public final class UsageEvent extends Event {
  @Label("Scope")
  public String scope = "";

  @Label("Principal")
  public String principal = "";

  @Label("Resource")
  public String resource = "";

  @Label("Unit")
  public String unit = "";

  @Label("Used")
  public long used;

  @Label("Total")
  @Description("Everything charged since the scope began")
  public long total;

  @Label("Peak")
  public long peak;

  @Label("Hard Limit")
  @Description("-1 where the ledger inherits")
  public long hard;

  @Label("Denied")
  public long denied;

  @Label("Would Deny")
  public long wouldDeny;

  @Label("Debt")
  public long debt;
}
