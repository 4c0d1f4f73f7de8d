package dev.stint.ledger;

/** The answer to {@link SharedSegment#attach}: the attachment or the denial. Immutable. */
public final class SegmentVerdict {
  private final @Nullable Attachment attachment;
  private final @Nullable Denied denied;

  SegmentVerdict(@Nullable Attachment attachment, @Nullable Denied denied) {
    this.attachment = attachment;
    this.denied = denied;
  }

  public boolean granted() {
    return attachment != null;
  }

  /** The denial, or null when granted. */
  public @Nullable Denied denied() {
    return denied;
  }

  /** The attachment, or {@link ResourceLimitExceeded} with the denial. */
  public Attachment orThrow() {
    Attachment made = attachment;
    if (made == null) {
      throw refusal();
    }
    return made;
  }

  private RuntimeException refusal() {
    Denied why = denied;
    return why == null
        ? new IllegalStateException("neither granted nor denied")
        : new ResourceLimitExceeded(why);
  }
}
