package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what a profile says of itself: schema, id, version and epoch. */
final class HeaderReader {
  private static final String FIRST_VERSION = "1";
  private static final Pattern SCHEMA = Pattern.compile("[1-9]\\d{0,3}");
  private static final Pattern EPOCH = Pattern.compile("\\d{1,18}");

  private final Findings findings;
  private final Mapping root;
  private final Map<String, Field> top;

  HeaderReader(Findings findings, Mapping root, Map<String, Field> top) {
    this.findings = findings;
    this.root = root;
    this.top = top;
  }

  ProfileHeader read() throws ProfileException {
    Field schemaField = required("schema", "1");
    int schema = schema(schemaField);
    String profileId = Shapes.identifier(findings, required("profileId", "my-profile"));
    return new ProfileHeader(
        findings.file(),
        schema,
        place(schemaField),
        profileId,
        version(),
        epoch(),
        place(top.get("epoch")));
  }

  private Place place(@Nullable Field field) {
    return field == null ? Place.WHOLE_FILE : Place.of(findings, field.value());
  }

  private Field required(String name, String example) throws ProfileException {
    Field field = top.get(name);
    if (field == null) {
      throw findings.error(
          root,
          Codes.WRONG_SHAPE,
          "field [" + name + "] is missing, write for example [" + name + ": " + example + "]");
    }
    return field;
  }

  private int schema(Field field) throws ProfileException {
    String text = Shapes.text(findings, field);
    if (!SCHEMA.matcher(text).matches()) {
      throw findings.error(
          field.value(),
          Codes.SCHEMA,
          "schema [" + Shown.value(text) + "] is not known, this Stint reads [schema: 1]");
    }
    int schema = Integer.parseInt(text);
    if (schema > ProfileHeader.KNOWN_SCHEMA) {
      findings.newerSchema(
          field.value(),
          "schema [" + schema + "] is newer than [1], fields that are not known here are ignored");
    }
    return schema;
  }

  private String version() throws ProfileException {
    Field field = top.get("versionId");
    return field == null ? FIRST_VERSION : Shapes.identifier(findings, field);
  }

  private long epoch() throws ProfileException {
    Field field = top.get("epoch");
    if (field == null) {
      return 0;
    }
    String text = Shapes.text(findings, field);
    if (!EPOCH.matcher(text).matches()) {
      throw findings.error(
          field.value(),
          Codes.NOT_AN_AMOUNT,
          "epoch [" + Shown.value(text) + "] is not a whole number from 0 on");
    }
    return Long.parseLong(text);
  }
}
