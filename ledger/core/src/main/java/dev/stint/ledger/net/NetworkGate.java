package dev.stint.ledger.net;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.SnapshotSection;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one front for inbound connections: the limit of the address blocks, their rate, the scopes,
 * and the allowlisted scopes when the normal ones refuse. A refusal leaves nothing behind but its
 * count. Thread-safe; never waits.
 *
 * <p>The normal scopes count their denial even when the allowlist then lets the connection in.
 */
public final class NetworkGate {
  private final NetworkScopes scopes;
  private final Allowlist allowlist = new Allowlist();
  private final @Nullable PrefixConnections connections;
  private final @Nullable PrefixRates rates;
  private final RefusalCounts refusals = new RefusalCounts();
  private final AtomicLong admitted = new AtomicLong();
  private final AtomicLong admittedByAllowlist = new AtomicLong();
  private final AtomicLong live = new AtomicLong();

  /**
   * @param binder in whose name the limits of the policy are bound
   */
  public NetworkGate(Ledgers ledgers, Binder binder, NetworkPolicy policy) {
    this.scopes = new NetworkScopes(ledgers);
    policy.bind(binder, scopes);
    BlockRules<Integer> limits = policy.connections();
    this.connections = limits == null ? null : new PrefixConnections(limits);
    BlockRules<Rate> rules = policy.rates();
    this.rates = rules == null ? null : new PrefixRates(rules, ledgers.clock());
  }

  public NetworkAdmission admitInbound(InetAddress peer, SourceAddress source, boolean usesFd) {
    return admitInbound(Prefix.of(peer), source, usesFd);
  }

  /**
   * Admits a connection whose principal is not known yet. It holds its places until it is closed,
   * also when its address is not verified: a handshake that does not go on must be ended soon, else
   * a forged address keeps its owner out.
   *
   * @param peer a single address
   * @param usesFd whether it has a file descriptor of its own, as TCP has and QUIC has not
   * @return the token, or who refused; for a rate also what to answer
   */
  public NetworkAdmission admitInbound(Prefix peer, SourceAddress source, boolean usesFd) {
    if (!peer.isAddress()) {
      throw new IllegalArgumentException("peer [" + peer + "] is not a single address");
    }
    BlockToken blocks = null;
    if (connections != null) {
      BlockVerdict verdict = connections.open(peer);
      if (verdict instanceof RefusedByBlock refused) {
        return refuse(refused);
      }
      blocks = (BlockToken) verdict;
    }
    boolean granted = false;
    try {
      NetworkAdmission answer = admitByRate(peer, source, usesFd, blocks);
      granted = answer instanceof Admitted;
      return answer instanceof NetworkRefusal refusal ? refuse(refusal) : answer;
    } finally {
      if (!granted && blocks != null) {
        blocks.close();
      }
    }
  }

  private NetworkAdmission admitByRate(
      Prefix peer, SourceAddress source, boolean usesFd, @Nullable BlockToken blocks) {
    if (rates == null) {
      return admitByScopes(peer, usesFd, blocks);
    }
    RateVerdict verdict = rates.take(peer, source);
    if (verdict instanceof RefusedByRate refused) {
      return refused;
    }
    NetworkAdmission answer = admitByScopes(peer, usesFd, blocks);
    if (answer instanceof NetworkRefusal) {
      ((RateToken) verdict).giveBack();
    }
    return answer;
  }

  private NetworkAdmission admitByScopes(Prefix peer, boolean usesFd, @Nullable BlockToken blocks) {
    Holding normal = new Holding(scopes.transientScope(), usesFd);
    Denied denied = normal.take();
    if (denied == null) {
      return admit(new Admitted(this, peer, blocks, normal, false));
    }
    if (!allowlist.allows(peer)) {
      return new RefusedByScope(denied);
    }
    Holding trusted = new Holding(scopes.allowlistedTransient(), usesFd);
    Denied full = trusted.take();
    if (full != null) {
      return new RefusedByScope(full);
    }
    admittedByAllowlist.incrementAndGet();
    return admit(new Admitted(this, peer, blocks, trusted, true));
  }

  private Admitted admit(Admitted connection) {
    admitted.incrementAndGet();
    live.incrementAndGet();
    return connection;
  }

  NetworkRefusal refuse(NetworkRefusal refusal) {
    refusals.count(refusal);
    return refusal;
  }

  void closed() {
    live.decrementAndGet();
  }

  /** Who is let in when the normal scopes are full; edited in place. */
  public Allowlist allowlist() {
    return allowlist;
  }

  /** The scopes that are charged, for whoever binds their limits. */
  public NetworkScopes scopes() {
    return scopes;
  }

  /** How many connections are open. */
  public long live() {
    return live.get();
  }

  /** How many were admitted, by the allowlist or without it. */
  public long admitted() {
    return admitted.get();
  }

  /** How many of them came in by the allowlist. */
  public long admittedByAllowlist() {
    return admittedByAllowlist.get();
  }

  /**
   * How many were refused for that.
   *
   * @param scopeKind as {@link NetworkRefusal#scopeKind}
   * @param reason as {@link NetworkRefusal#reason}
   */
  public long refused(String scopeKind, String reason) {
    return refusals.of(scopeKind, reason);
  }

  /** The part of a snapshot that is called {@code network}. */
  public SnapshotSection section() {
    return new NetworkSection(this);
  }

  RefusalCounts refusals() {
    return refusals;
  }

  @Nullable
  PrefixConnections connections() {
    return connections;
  }

  @Nullable
  PrefixRates rates() {
    return rates;
  }
}
