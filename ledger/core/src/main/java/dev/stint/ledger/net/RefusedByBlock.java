package dev.stint.ledger.net;

import dev.stint.ledger.Resource;

/** The address block holds as many connections as it may, or no more blocks can be counted. */
public final class RefusedByBlock extends NetworkRefusal implements BlockVerdict {
  private final Prefix block;
  private final boolean tracked;
  private final long used;
  private final long limit;

  RefusedByBlock(Prefix block, boolean tracked, long used, long limit) {
    this.block = block;
    this.tracked = tracked;
    this.used = used;
    this.limit = limit;
  }

  public Prefix block() {
    return block;
  }

  /** Whether the block is full; else it is new, and {@link #limit} blocks are counted already. */
  public boolean isTracked() {
    return tracked;
  }

  @Override
  public String scopeKind() {
    return "block";
  }

  @Override
  public String reason() {
    return tracked ? "limit" : "untracked";
  }

  @Override
  public String where() {
    return block.toString();
  }

  @Override
  public Resource resource() {
    return Resource.CONNS_IN;
  }

  @Override
  public long used() {
    return used;
  }

  @Override
  public long limit() {
    return limit;
  }

  /** On release, or never when the limit is 0. */
  @Override
  public long retryAfterNanos() {
    return limit == 0 ? 0 : -1;
  }

  @Override
  public String code() {
    return tracked ? "STINT-N011" : "STINT-N012";
  }

  @Override
  public String message() {
    return tracked
        ? text("exceeded limit", "hard [" + limit + "]")
        : text("cannot count another address block", "blocks at most [" + limit + "]");
  }
}
