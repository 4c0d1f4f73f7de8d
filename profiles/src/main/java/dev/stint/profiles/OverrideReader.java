package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.internal.YamlException;
import dev.stint.profiles.internal.YamlNode;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import dev.stint.profiles.internal.YamlNode.Scalar;
import dev.stint.profiles.internal.YamlNode.Sequence;
import dev.stint.profiles.internal.YamlTree;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the field and the value of an override by the rules of the file. For one override. */
final class OverrideReader {
  private static final int LONGEST = 256;

  private final LimitOverride override;
  private final Findings findings;

  OverrideReader(LimitOverride override) {
    this.override = override;
    this.findings = new Findings(override.where(), Strictness.STRICT);
  }

  LimitField field() throws ProfileException {
    String name = override.field();
    LimitField field = LimitField.byName(name);
    if (field != null) {
      return field;
    }
    if (!LimitField.spellingsOfFields().containsValue(name)) {
      findings.unknown(key(), "a map of limits", LimitField.spellingsOfFields());
    }
    throw override.error(
        Codes.NOT_ONE_LIMIT,
        "field [" + Shown.value(name) + "] is not a limit, only the file can set it");
  }

  Limit limit(LimitField field) throws ProfileException {
    Field entry = new Field(key(), value());
    return new LimitReader(findings, field, entry, null).read().from(override.where());
  }

  private Scalar key() {
    return new Scalar(override.field(), false, 0, 0);
  }

  private YamlNode value() throws ProfileException {
    String text = override.value();
    if (text.length() > LONGEST || !Shown.isPlain(text) || text.indexOf('#') >= 0) {
      throw notAValue();
    }
    try {
      byte[] yaml = ("value: " + text).getBytes(StandardCharsets.UTF_8);
      List<Field> fields = YamlTree.parse(yaml).fields();
      if (fields.size() != 1 || !fields.get(0).name().equals("value")) {
        throw notAValue();
      }
      return placeless(fields.get(0).value());
    } catch (YamlException e) {
      String code = findings.error(e).code();
      throw override.error(code, "field [" + override.field() + "], " + e.getMessage());
    }
  }

  private ProfileException notAValue() {
    return override.error(
        Codes.NOT_AN_OVERRIDE,
        "field ["
            + override.field()
            + "], ["
            + Shown.value(override.value())
            + "] is not one value in one line");
  }

  /** An override has no lines: its place is its origin. */
  private static YamlNode placeless(YamlNode node) {
    if (node instanceof Mapping mapping) {
      return new Mapping(mapping.fields().stream().map(OverrideReader::placeless).toList(), 0, 0);
    }
    if (node instanceof Sequence sequence) {
      return new Sequence(sequence.items().stream().map(OverrideReader::placeless).toList(), 0, 0);
    }
    return placeless((Scalar) node);
  }

  private static Field placeless(Field field) {
    return new Field(placeless(field.key()), placeless(field.value()));
  }

  private static Scalar placeless(Scalar scalar) {
    return new Scalar(scalar.text(), scalar.quoted(), 0, 0);
  }
}
