package dev.stint.ledger.site;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Scope;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * What one thread, socket, timer or task was charged, kept by its identity; does not keep it alive.
 * Links and the number of uses are guarded by the {@link Charges} that it is in.
 */
final class Charge extends WeakReference<Object> {
  final int hash;
  final @Nullable Scope scope;
  final @Nullable Reservation token;
  @Nullable Charge next;
  int uses = 1;

  Charge(
      Object key,
      int hash,
      @Nullable Scope scope,
      @Nullable Reservation token,
      ReferenceQueue<Object> collected) {
    super(key, collected);
    this.hash = hash;
    this.scope = scope;
    this.token = token;
  }

  /** Gives back what was charged, once. No allocation. */
  void end() {
    if (token != null) {
      token.close();
    }
  }
}
