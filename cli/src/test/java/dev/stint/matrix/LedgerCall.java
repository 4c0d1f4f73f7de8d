package dev.stint.matrix;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Scope;
import dev.stint.ledger.donation.ServiceAccount;
import dev.stint.ledger.donation.ServiceEntry;
import java.util.List;
import java.util.Map;

/** What a call of the ledger's kernel does to a ledger. */
enum LedgerCall {
  /** May be refused. */
  ADMITS,
  /** The same, and may wait. */
  WAITS,
  /** Is never refused. */
  RECORDS,
  GIVES_BACK,
  READS;

  /** Every public method of a scope that names a resource has its place here. */
  static final Map<String, LedgerCall> OF_SCOPE =
      Map.of(
          "reserve", ADMITS,
          "reserveOrThrow", ADMITS,
          "reserveAt", ADMITS,
          "reserveAll", ADMITS,
          "charge", ADMITS,
          "record", RECORDS,
          "refund", GIVES_BACK,
          "close", GIVES_BACK,
          "room", READS,
          "ledger", READS);

  /** What a service charges for itself or for a client, on the ledgers of its own scopes. */
  static final Map<String, LedgerCall> OF_SERVICE =
      Map.of("reserveBase", ADMITS, "reserve", ADMITS, "charge", ADMITS);

  private static final Map<String, LedgerCall> OF_RESERVATION =
      Map.of(
          "rollback", GIVES_BACK,
          "release", GIVES_BACK,
          "settle", GIVES_BACK,
          "close", GIVES_BACK);

  static LedgerCall of(JavaCall<?> call) {
    String name = call.getTarget().getName();
    JavaClass owner = call.getTargetOwner();
    if (owner.isEquivalentTo(Reservation.class)) {
      return OF_RESERVATION.getOrDefault(name, READS);
    }
    if (isService(owner)) {
      return OF_SERVICE.getOrDefault(name, READS);
    }
    if (!owner.isEquivalentTo(Scope.class)) {
      return READS;
    }
    LedgerCall kind = OF_SCOPE.getOrDefault(name, READS);
    return kind == ADMITS && hasMaxWait(call) ? WAITS : kind;
  }

  static boolean isService(JavaClass owner) {
    return owner.isEquivalentTo(ServiceAccount.class) || owner.isEquivalentTo(ServiceEntry.class);
  }

  /** {@code reserve(resource, amount, maxWaitNanos)}. */
  private static boolean hasMaxWait(JavaCall<?> call) {
    if (!call.getTarget().getName().equals("reserve")) {
      return false;
    }
    List<JavaClass> types = call.getTarget().getRawParameterTypes();
    return types.size() == 3 && types.get(2).isEquivalentTo(long.class);
  }

  boolean charges() {
    return this == ADMITS || this == WAITS || this == RECORDS;
  }

  /** The kernel itself: what it does to its ledgers is nobody's effect. */
  static boolean isKernel(JavaClass type) {
    String name = type.getPackageName() + ".";
    return name.startsWith("dev.stint.ledger.")
        && !name.startsWith("dev.stint.ledger.site.")
        && !name.startsWith("dev.stint.ledger.junit.");
  }
}
