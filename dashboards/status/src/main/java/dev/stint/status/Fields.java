package dev.stint.status;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of one JSON object, with the type that each must have. */
final class Fields {
  private final Map<?, ?> values;

  Fields(Map<?, ?> values) {
    this.values = values;
  }

  static Snapshot.ScopeView scope(Map<?, ?> values) throws StatusFormatException {
    Fields fields = new Fields(values);
    List<Snapshot.LedgerView> ledgers = new ArrayList<>();
    for (Object ledger : fields.list("ledgers")) {
      if (!(ledger instanceof Map<?, ?> object)) {
        throw new StatusFormatException("[ledgers] has a value that is not an object");
      }
      Fields each = new Fields(object);
      Resource resource = Resource.byLabel(each.text("resource"));
      if (resource != null) {
        ledgers.add(each.ledger(resource));
      }
    }
    return new Snapshot.ScopeView(
        fields.text("path"), fields.kind(), fields.text("name"), fields.text("principal"), ledgers);
  }

  private Snapshot.LedgerView ledger(Resource resource) throws StatusFormatException {
    return new Snapshot.LedgerView(
        resource,
        number("used"),
        number("reserved"),
        number("total"),
        number("peak"),
        number("debt"),
        number("denied"),
        number("wouldDeny"),
        number("stallNanos"),
        numberOrNull("hard"),
        numberOrNull("soft"),
        number("windowNanos"),
        admission(),
        text("origin"));
  }

  long number(String key) throws StatusFormatException {
    Long value = numberOrNull(key);
    if (value == null) {
      throw new StatusFormatException("[" + key + "] is missing");
    }
    return value;
  }

  private @Nullable Long numberOrNull(String key) throws StatusFormatException {
    Object value = values.get(key);
    if (value == null || value instanceof Long) {
      return (Long) value;
    }
    throw new StatusFormatException("[" + key + "] is not a whole number");
  }

  String text(String key) throws StatusFormatException {
    if (values.get(key) instanceof String text) {
      return text;
    }
    throw new StatusFormatException("[" + key + "] is not a text");
  }

  private List<?> list(String key) throws StatusFormatException {
    if (values.get(key) instanceof List<?> list) {
      return list;
    }
    throw new StatusFormatException("[" + key + "] is not a list");
  }

  private ScopeKind kind() throws StatusFormatException {
    String label = text("kind");
    for (ScopeKind kind : ScopeKind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new StatusFormatException("unknown kind [" + Printable.line(label, 32) + "]");
  }

  private @Nullable Admission admission() throws StatusFormatException {
    if (values.get("admission") == null) {
      return null;
    }
    String word = text("admission");
    for (Admission admission : Admission.values()) {
      if (SnapshotJson.word(admission).equals(word)) {
        return admission;
      }
    }
    throw new StatusFormatException("unknown admission [" + Printable.line(word, 32) + "]");
  }
}
