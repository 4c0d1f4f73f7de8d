package dev.stint.profiles.host;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Unit;
import java.util.Map;

/**
 * Divides what the network may have of this host among so many peers, or says that it cannot be
 * done. Immutable.
 *
 * <p>The network has the same share as in {@link AutoScale}: an eighth of the memory and half of
 * the descriptors. The system has 1.2 times two connections for each peer, and room for 1.2 times
 * 800 where descriptors allow: peers come and go, and the old connection is not gone when the new
 * one comes. Each peer has an equal part of the connections (8 at most), of the descriptors and of
 * the memory, at least {@link #LEAST_PEER_BYTES}. All peers together never have more than the
 * system. A resource that is not known is not divided and refuses nothing.
 */
public final class TargetPeers {
  /** A stream window of 256 KiB on each of two connections. */
  public static final long LEAST_PEER_BYTES = 512 * 1024;

  /** The largest number of peers that may be asked for. */
  public static final int LARGEST = 1_000_000;

  private static final long USUAL_CONNECTIONS = 800;
  private static final long MOST_CONNECTIONS_OF_A_PEER = 8;
  private static final long STREAMS_PER_CONNECTION = 16;
  private static final long PAGE_BYTES = 64 * 1024;

  private final int peers;
  private final String how;
  private final ScopeAmounts system;
  private final ScopeAmounts peer;

  private TargetPeers(int peers, String how, ScopeAmounts system, ScopeAmounts peer) {
    this.peers = peers;
    this.how = how;
    this.system = system;
    this.peer = peer;
  }

  /** The division for that host; refused with the resource that binds and what would fit. */
  public static TargetPeers of(int peers, HostFacts facts) throws HostException {
    if (peers < 1 || peers > LARGEST) {
      throw new HostException(
          HostCodes.TOO_MANY_PEERS,
          "peers [" + peers + "] must lie between [1] and [" + LARGEST + "]");
    }
    Fact memory = facts.memoryBytes();
    Fact fds = facts.fds();
    if (peers > largest(facts)) {
      throw refused(peers, facts);
    }
    String how =
        AutoScale.share("memory", memory, AutoScale.MEMORY_DIVISOR, Unit.BYTES)
            + ", "
            + AutoScale.share("fds", fds, AutoScale.FD_DIVISOR, Unit.COUNT);
    long wanted = plusFifth(Math.max(2L * peers, USUAL_CONNECTIONS));
    long fdShare = AutoScale.share(fds, AutoScale.FD_DIVISOR);
    long conns = fds.known() ? Math.min(wanted, fdShare) : wanted;
    long memoryShare = AutoScale.share(memory, AutoScale.MEMORY_DIVISOR);
    return new TargetPeers(
        peers,
        how.replace("base only", "not divided"),
        amounts(conns, conns / 2, fdShare, memoryShare),
        peerAmounts(peers, conns, fdShare, memoryShare));
  }

  private static ScopeAmounts amounts(long conns, long connsIn, long fds, long memoryBytes) {
    return new ScopeAmounts(
        connsIn,
        conns,
        conns,
        connsIn * STREAMS_PER_CONNECTION,
        conns * STREAMS_PER_CONNECTION,
        conns * STREAMS_PER_CONNECTION,
        fds,
        memoryBytes);
  }

  private static ScopeAmounts peerAmounts(int peers, long conns, long fds, long memoryBytes) {
    long mine = Math.min(MOST_CONNECTIONS_OF_A_PEER, conns / peers);
    long pages = memoryBytes / peers / PAGE_BYTES;
    return amounts(mine, mine / 2, fds / peers, pages * PAGE_BYTES);
  }

  /** The largest number of peers that this host carries; 0 when not even one. */
  public static int largest(HostFacts facts) {
    return (int) Math.min(LARGEST, Math.min(largestByFds(facts), largestByMemory(facts)));
  }

  /** Two connections for each peer and a fifth more: the largest n with ceil(2.4 n) within. */
  private static long largestByFds(HostFacts facts) {
    return facts.fds().known()
        ? AutoScale.share(facts.fds(), AutoScale.FD_DIVISOR) / 12 * 5
            + AutoScale.share(facts.fds(), AutoScale.FD_DIVISOR) % 12 * 5 / 12
        : LARGEST;
  }

  private static long largestByMemory(HostFacts facts) {
    return facts.memoryBytes().known()
        ? AutoScale.share(facts.memoryBytes(), AutoScale.MEMORY_DIVISOR) / LEAST_PEER_BYTES
        : LARGEST;
  }

  private static HostException refused(int peers, HostFacts facts) {
    boolean descriptors = largestByFds(facts) <= largestByMemory(facts);
    Resource binding = descriptors ? Resource.FDS : Resource.DIRECT_MEMORY;
    Unit unit = binding.unit();
    long needs = descriptors ? plusFifth(2L * peers) : peers * LEAST_PEER_BYTES;
    long has =
        descriptors
            ? AutoScale.share(facts.fds(), AutoScale.FD_DIVISOR)
            : AutoScale.share(facts.memoryBytes(), AutoScale.MEMORY_DIVISOR);
    return new HostException(
        HostCodes.TOO_MANY_PEERS,
        "cannot carry peers ["
            + peers
            + "]: binding resource ["
            + binding.label()
            + "], needs ["
            + unit.format(needs)
            + "], the network has ["
            + unit.format(has)
            + "], largest that fits ["
            + largest(facts)
            + "]");
  }

  /** A fifth more, rounded up. */
  private static long plusFifth(long amount) {
    return (amount * 6 + 4) / 5;
  }

  public int peers() {
    return peers;
  }

  /** The computation, such as {@code memory 8Gi / 8 = 1Gi, fds 8192 / 2 = 4096}. */
  public String how() {
    return how;
  }

  /** What all peers have together. */
  public ScopeAmounts system() {
    return system;
  }

  /** What each peer has. */
  public ScopeAmounts peer() {
    return peer;
  }

  /** A profile: the whole as {@code system}, one peer as {@code default}. */
  public String yaml() {
    Map<String, Map<Resource, Limit>> sections =
        Map.of(
            "system", system.limits("target-peers system"),
            "default", peer.limits("target-peers peer"));
    return "# TargetPeers " + peers + ": " + how + "\n" + ScaledProfile.yaml("peers", sections);
  }
}
