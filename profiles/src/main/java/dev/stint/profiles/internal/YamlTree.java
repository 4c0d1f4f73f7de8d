package dev.stint.profiles.internal;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.internal.YamlException.Fault;
import dev.stint.profiles.internal.YamlNode.Mapping;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Parses hostile YAML into a small tree: bounded in size and depth, without aliases, anchors, tags
 * and object construction, so that work and memory are in proportion to the bytes of the text.
 */
public final class YamlTree {
  /** The largest text, in bytes. */
  public static final int LARGEST_BYTES = 1024 * 1024;

  /** The deepest nesting of maps and lists. */
  public static final int DEEPEST = 32;

  private static final int LONGEST_DETAIL = 120;

  private YamlTree() {}

  /** The one document of the text, which must be a map. */
  public static Mapping parse(byte[] bytes) throws YamlException {
    if (bytes.length > LARGEST_BYTES) {
      throw new YamlException(Fault.TOO_LARGE, 0, 0, "larger than [1Mi] bytes");
    }
    String text = Utf8.decode(bytes);
    YamlNode root = build(text);
    if (root == null || (root instanceof YamlNode.Scalar scalar && scalar.isEmpty())) {
      throw new YamlException(
          Fault.SHAPE, 1, 1, "the file is empty, a profile begins with [schema: 1]");
    }
    if (root instanceof Mapping mapping) {
      return mapping;
    }
    throw new YamlException(
        Fault.SHAPE, root.line(), root.column(), "a profile is a map, found " + root.kind());
  }

  private static @Nullable YamlNode build(String text) throws YamlException {
    LoadSettings settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(LARGEST_BYTES)
            // Whole texts: snakeyaml-engine 2.10 fails on a surrogate pair across two buffers.
            .setBufferSize(text.length() + 1)
            .build();
    TreeBuilder builder = new TreeBuilder();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      while (events.hasNext()) {
        builder.accept(events.next());
      }
    } catch (MarkedYamlEngineException e) {
      throw syntax(e);
    } catch (ReaderException e) {
      int[] place = TextPlace.at(text, indexOf(text, e.getPosition()));
      String what = String.format("U+%04X", e.getCodePoint());
      throw new YamlException(
          Fault.SYNTAX,
          place[0],
          place[1],
          "not YAML, the character [" + what + "] is not allowed");
    } catch (YamlVersionException e) {
      throw builder.syntax("not YAML 1.2, which is the version that is read");
    } catch (YamlEngineException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw builder.syntax("not YAML, " + oneLine(e.getMessage()));
    }
    return builder.root();
  }

  private static int indexOf(String text, int codePoints) {
    int all = text.codePointCount(0, text.length());
    return text.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, all)));
  }

  private static YamlException syntax(MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    int line = mark.map(m -> m.getLine() + 1).orElse(0);
    int column = mark.map(m -> m.getColumn() + 1).orElse(0);
    if (mark.isPresent() && characterAt(mark.get()) == '\t') {
      return new YamlException(Fault.SYNTAX, line, column, "not YAML, a tab, use spaces");
    }
    return new YamlException(Fault.SYNTAX, line, column, "not YAML, " + oneLine(e.getProblem()));
  }

  private static int characterAt(Mark mark) {
    int[] buffer = mark.getBuffer();
    int at = mark.getPointer();
    return at < buffer.length ? buffer[at] : -1;
  }

  /** The words of the YAML library, cut to one printable line. */
  private static String oneLine(@Nullable String words) {
    String text = words == null ? "it cannot be parsed" : words;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && line.length() < LONGEST_DETAIL; i++) {
      char c = text.charAt(i);
      line.append(c >= ' ' && c < 127 ? c : '?');
    }
    return line.toString();
  }
}
