package dev.stint.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.stint.ledger.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The JSON of control requests and answers. Reading is strict (one object, no key twice, nothing
 * behind it) and bounded in size, depth and the number of values.
 */
public final class ControlJson {
  /** The longest answer that is read. */
  public static final int LONGEST_ANSWER_BYTES = 16 << 20;

  private static final int MOST_VALUES = 200_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(LONGEST_ANSWER_BYTES)
                  .maxNestingDepth(8)
                  .maxStringLength(ControlHandler.LONGEST_BODY_BYTES)
                  .maxNameLength(256)
                  .maxNumberLength(32)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ControlJson() {}

  /**
   * Reads one object; values that are null are left out.
   *
   * @throws StatusFormatException with one line when it is not one
   */
  public static Map<String, Object> read(byte[] document) throws StatusFormatException {
    try (JsonParser json = FACTORY.createParser(document)) {
      json.nextToken();
      Map<String, Object> read = new TreeReader(json).object("document", MOST_VALUES);
      if (json.nextToken() != null) {
        throw new StatusFormatException("something follows the object");
      }
      return read;
    } catch (StatusFormatException shape) {
      throw shape;
    } catch (JsonProcessingException broken) {
      throw new StatusFormatException("[" + reason(broken) + "]");
    } catch (IOException cut) {
      throw new StatusFormatException("[" + cut.getClass().getSimpleName() + "]");
    }
  }

  private static String reason(JsonProcessingException broken) {
    String message = String.valueOf(broken.getOriginalMessage());
    int line = message.indexOf('\n');
    return Printable.line(line < 0 ? message : message.substring(0, line), 120);
  }

  /** Writes a tree of maps, lists, texts, whole numbers and booleans as UTF-8. */
  public static byte[] write(Map<String, Object> tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(json, tree);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object each : list) {
        write(json, each);
      }
      json.writeEndArray();
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else {
      throw new IllegalArgumentException("a control document has no [" + value + "]");
    }
  }
}
