package dev.stint.profiles.internal;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.internal.YamlException.Fault;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import dev.stint.profiles.internal.YamlNode.Scalar;
import dev.stint.profiles.internal.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Builds the tree from parser events, without recursion. Mutable, for one thread. */
final class TreeBuilder {
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable YamlNode root;
  private int documents;
  private int lastLine = 1;
  private int lastColumn = 1;

  /** The root, or null when the text has no document. */
  @Nullable
  YamlNode root() {
    return root;
  }

  void accept(Event event) throws YamlException {
    lastLine = Math.max(1, line(event));
    lastColumn = Math.max(1, column(event));
    switch (event.getEventId()) {
      case DocumentStart -> startDocument(event);
      case Alias -> throw notSupported(event, "aliases");
      case Scalar -> add(scalar((ScalarEvent) event));
      case MappingStart -> start((CollectionStartEvent) event, new Open(event, true));
      case SequenceStart -> start((CollectionStartEvent) event, new Open(event, false));
      case MappingEnd, SequenceEnd -> add(open.pop().close());
      case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
    }
  }

  /** A fault that nobody can place better than after the last event. */
  YamlException syntax(String text) {
    return new YamlException(Fault.SYNTAX, lastLine, lastColumn, text);
  }

  private void startDocument(Event event) throws YamlException {
    if (++documents > 1) {
      throw fault(Fault.SHAPE, event, "a second document begins, a profile is one document");
    }
  }

  private Scalar scalar(ScalarEvent event) throws YamlException {
    refuseExtras(event, event.getTag());
    return new Scalar(event.getValue(), !event.isPlain(), line(event), column(event));
  }

  private void start(CollectionStartEvent event, Open collection) throws YamlException {
    refuseExtras(event, event.getTag());
    if (open.size() == YamlTree.DEEPEST) {
      throw fault(Fault.TOO_LARGE, event, "nested deeper than [" + YamlTree.DEEPEST + "]");
    }
    open.push(collection);
  }

  private static void refuseExtras(NodeEvent event, Optional<String> tag) throws YamlException {
    if (event.getAnchor().isPresent()) {
      throw notSupported(event, "anchors");
    }
    if (tag.isPresent()) {
      throw notSupported(event, "tags");
    }
  }

  private void add(YamlNode node) throws YamlException {
    Open parent = open.peek();
    if (parent == null) {
      root = node;
    } else {
      parent.add(node);
    }
  }

  private static YamlException notSupported(Event event, String what) {
    return fault(Fault.NOT_SUPPORTED, event, what + " are not supported, write the value itself");
  }

  private static YamlException fault(Fault fault, Event event, String text) {
    return new YamlException(fault, line(event), column(event), text);
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  private static int column(Event event) {
    return event.getStartMark().map(Mark::getColumn).orElse(-1) + 1;
  }

  /** A map or list whose end has not come yet. */
  private static final class Open {
    private final boolean isMapping;
    private final int line;
    private final int column;
    private final List<YamlNode> items = new ArrayList<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private @Nullable Scalar key;

    Open(Event start, boolean isMapping) {
      this.isMapping = isMapping;
      this.line = line(start);
      this.column = column(start);
    }

    void add(YamlNode node) throws YamlException {
      if (!isMapping) {
        items.add(node);
      } else if (key != null) {
        fields.put(key.text(), new Field(key, node));
        key = null;
      } else if (node instanceof Scalar scalar) {
        key = checked(scalar);
      } else {
        throw new YamlException(
            Fault.SHAPE,
            node.line(),
            node.column(),
            "the name of a field is a text, found " + node.kind());
      }
    }

    private Scalar checked(Scalar name) throws YamlException {
      Field first = fields.get(name.text());
      if (first == null) {
        return name;
      }
      throw new YamlException(
          Fault.DUPLICATE,
          name.line(),
          name.column(),
          "duplicate field ["
              + PrincipalName.printable(name.text())
              + "], it is first in line ["
              + first.key().line()
              + "]");
    }

    YamlNode close() {
      return isMapping
          ? new Mapping(List.copyOf(fields.values()), line, column)
          : new Sequence(List.copyOf(items), line, column);
    }
  }
}
