package dev.stint.ledger.audit;

import dev.stint.ledger.AuditChain;
import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Nullable;

/** Checks that each line follows from the one before it. Not thread-safe. */
final class Links {
  private static final int FIELDS = 7;

  private final AuditChain chain = new AuditChain();
  private final int[] tabs = new int[FIELDS];
  private final Losses.Reader losses;
  private AuditHead head;
  private @Nullable AuditHead expected;

  Links(AuditHead before) {
    this.head = before;
    this.losses = new Losses.Reader(before.sequence() > 0);
  }

  /** A head that was published: the record of its number has to have its hash. */
  void expect(@Nullable AuditHead published) {
    expected = published;
  }

  AuditHead head() {
    return head;
  }

  /** What the notes of losses in these lines add up to. */
  Losses.Reader losses() {
    return losses;
  }

  /** Takes the next line; returns what is wrong with it, or null. */
  @Nullable
  String take(LineReader reader) {
    String wrong = fields(reader);
    if (wrong != null) {
      return wrong;
    }
    long next = head.sequence() + 1;
    String sequence = reader.text(0, tabs[1]);
    if (AuditLine.number(sequence) != next) {
      return "expected record [" + next + "], found [" + AuditLine.shown(sequence) + "]";
    }
    String hash = reader.text(tabs[6] + 1, reader.length());
    if (!hash.equals(chain.next(head.hash(), reader.line(), 0, tabs[6]))) {
      return "record [" + next + "] does not follow from the one before it";
    }
    head = new AuditHead(next, hash);
    if (expected != null && expected.sequence() == next && !expected.equals(head)) {
      return "record [" + next + "] is not the published one";
    }
    return losses.take(
        reader.text(tabs[2] + 1, tabs[3]),
        reader.text(tabs[3] + 1, tabs[4]),
        reader.text(tabs[4] + 1, tabs[5]),
        reader.text(tabs[5] + 1, tabs[6]));
  }

  /** Takes the next line if it is not behind the head; if it is the head, it has to be the same. */
  @Nullable
  String takeIfNew(LineReader reader) {
    long sequence = fields(reader) == null ? AuditLine.number(reader.text(0, tabs[1])) : -1;
    if (sequence < 0 || sequence > head.sequence()) {
      return take(reader);
    }
    boolean same =
        sequence < head.sequence() || reader.text(tabs[6] + 1, reader.length()).equals(head.hash());
    return same ? null : "record [" + sequence + "] is in a segment with another hash";
  }

  private @Nullable String fields(LineReader reader) {
    int found = 0;
    byte[] line = reader.line();
    for (int i = 0; i < reader.length(); i++) {
      byte b = line[i];
      if (b == '\t') {
        if (++found == FIELDS) {
          return "more than [7] fields";
        }
        tabs[found] = i;
      } else if (b < ' ' || b == 127) {
        return "a byte that is not printable";
      }
    }
    if (found != FIELDS - 1) {
      return "expected [7] fields, found [" + (found + 1) + "]";
    }
    if (AuditLine.number(reader.text(tabs[1] + 1, tabs[2])) < 0) {
      return "the time is no number";
    }
    return isKind(reader.text(tabs[2] + 1, tabs[3])) ? null : "unknown kind";
  }

  private static boolean isKind(String name) {
    for (AuditKind kind : AuditKind.values()) {
      if (kind.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
