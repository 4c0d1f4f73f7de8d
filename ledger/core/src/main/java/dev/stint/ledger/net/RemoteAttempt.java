package dev.stint.ledger.net;

/** A request that can be sent again. */
public interface RemoteAttempt {
  /** Sends it; must not block. An exception ends the request as failed. */
  RemoteAnswer attempt();
}
