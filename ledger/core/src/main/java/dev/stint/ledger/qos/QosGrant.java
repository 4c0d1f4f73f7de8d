package dev.stint.ledger.qos;

import java.util.Set;

/**
 * What policy gives a task in matters of QoS: a privilege, the principals it may set, and whether
 * the highest class is allowed. Immutable.
 */
public final class QosGrant {
  /** The name of the capability that allows the highest class. */
  public static final String PERF_BURST_CAPABILITY = "qos:perfburst";

  private static final QosGrant NONE = new QosGrant(QosPrivilege.NONE, Set.of(), false);

  private final QosPrivilege privilege;
  private final Set<String> others;
  private final boolean perfBurst;

  private QosGrant(QosPrivilege privilege, Set<String> others, boolean perfBurst) {
    this.privilege = privilege;
    this.others = others;
    this.perfBurst = perfBurst;
  }

  /** What everybody has who was given nothing. */
  public static QosGrant none() {
    return NONE;
  }

  /** {@code qos:raise:self}. */
  public static QosGrant raiseSelf() {
    return new QosGrant(QosPrivilege.RAISE_SELF, Set.of(), false);
  }

  /** {@code qos:set:other} for those principals and no one else. */
  public static QosGrant setOther(Set<String> principals) {
    return new QosGrant(QosPrivilege.SET_OTHER, Set.copyOf(principals), false);
  }

  /** The same with {@code qos:perfburst}: it may ask for the highest class. */
  public QosGrant withPerfBurst() {
    return new QosGrant(privilege, others, true);
  }

  /** The privilege over itself. */
  public QosPrivilege privilege() {
    return privilege;
  }

  /** The privilege over a task of that principal: {@code SET_OTHER} where the grant names it. */
  public QosPrivilege privilegeOver(String principal) {
    return others.contains(principal) ? privilege : QosPrivilege.NONE;
  }

  public boolean allowsPerfBurst() {
    return perfBurst;
  }
}
