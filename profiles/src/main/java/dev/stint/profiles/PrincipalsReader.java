package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the entries below {@code principals:}, nested ones too. Mutable, for one file. */
final class PrincipalsReader {
  /** How deep principals may be nested; one at the top has depth 1. */
  static final int DEEPEST = 8;

  private static final Map<String, String> PRINCIPAL =
      Shapes.names("match", "limits", "principals");

  private final Findings findings;
  private final Map<String, Scalar> seen = new HashMap<>();

  PrincipalsReader(Findings findings) {
    this.findings = findings;
  }

  Map<String, PrincipalDraft> read(@Nullable Field field) throws ProfileException {
    return field == null ? Map.of() : read(field, 1);
  }

  private Map<String, PrincipalDraft> read(Field field, int depth) throws ProfileException {
    if (depth > DEEPEST) {
      throw findings.error(
          field.key(),
          Codes.NESTED_PRINCIPAL,
          "principals are nested deeper than [" + DEEPEST + "]");
    }
    Map<String, PrincipalDraft> drafts = new LinkedHashMap<>();
    for (Field entry : Shapes.mapping(findings, field).fields()) {
      drafts.put(entry.name(), principal(entry, depth));
    }
    return drafts;
  }

  private PrincipalDraft principal(Field entry, int depth) throws ProfileException {
    checkName(entry.key(), depth);
    Field match = null;
    Field limits = null;
    Field principals = null;
    for (Field part : Shapes.mapping(findings, entry).fields()) {
      switch (part.name()) {
        case "match" -> match = part;
        case "limits" -> limits = part;
        case "principals" -> principals = part;
        default -> findings.unknown(part.key(), "a principal", known(part));
      }
    }
    refuseAnonymous(entry, match, principals);
    return new PrincipalDraft(
        entry.name(),
        Place.of(findings, entry.key()),
        match == null ? null : Patterns.read(findings, match),
        LimitsReader.section(findings, limits),
        principals == null ? Map.of() : read(principals, depth + 1));
  }

  /** A limit that stands beside {@code limits} and not in it is the usual slip. */
  private static Map<String, String> known(Field part) {
    boolean limit = LimitField.byName(part.name()) != null;
    return limit ? Map.of(part.name(), "limits: {" + part.name() + ": ...}") : PRINCIPAL;
  }

  private void refuseAnonymous(Field entry, @Nullable Field match, @Nullable Field principals)
      throws ProfileException {
    if (!entry.name().equals(PrincipalName.ANONYMOUS)) {
      return;
    }
    if (match != null) {
      throw refused(
          match.key(),
          "principal [anonymous] runs what names nobody, it matches no code, leave [match] out");
    }
    if (principals != null) {
      throw refused(principals.key(), "principal [anonymous] has no principals below it");
    }
  }

  private void checkName(Scalar key, int depth) throws ProfileException {
    String name = key.text();
    if (!PrincipalName.isValid(name)) {
      throw refused(
          key,
          "principal name [" + Shown.value(name) + "] must be 1 to 64 characters of [A-Za-z0-9_-]");
    }
    if (name.equals(PrincipalName.DEFAULT)) {
      throw refused(
          key, "principal [default] is reserved, write its limits below [default] at the top");
    }
    if (name.equals(PrincipalName.STINT)) {
      throw refused(
          key, "principal [stint] is reserved for our own overhead, only [system] limits it");
    }
    if (depth > 1 && name.equals(PrincipalName.ANONYMOUS)) {
      throw refused(key, "principal [anonymous] is below no other, write it at the top");
    }
    Scalar first = seen.putIfAbsent(name, key);
    if (first != null) {
      throw findings.error(
          key,
          Codes.DUPLICATE_FIELD,
          "duplicate principal [" + name + "], it is first in line [" + first.line() + "]");
    }
  }

  private ProfileException refused(Scalar key, String text) {
    return findings.error(key, Codes.PRINCIPAL_NAME, text);
  }
}
