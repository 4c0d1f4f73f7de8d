package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.LimitReader.Window;
import dev.stint.profiles.Section.Reference;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads one map of limits. Mutable, for one map. */
final class LimitsReader {
  /** The one word that asks for an exemption; every other one for "no limit" is an error. */
  static final String UNLIMITED = "unlimited";

  private final Findings findings;
  private final Map<Resource, Setting> settings = new EnumMap<>(Resource.class);
  private final Map<Resource, LimitField> fields = new EnumMap<>(Resource.class);
  private final Map<Resource, Window> windows = new EnumMap<>(Resource.class);
  private @Nullable Reference launcher;
  private @Nullable Reference network;

  LimitsReader(Findings findings) {
    this.findings = findings;
  }

  /** A section of a profile, or one that says nothing when the field is absent. */
  static Section section(Findings findings, @Nullable Field field) throws ProfileException {
    return field == null
        ? Section.EMPTY
        : new LimitsReader(findings).read(Shapes.mapping(findings, field));
  }

  private Section read(Mapping mapping) throws ProfileException {
    collectWindows(mapping.fields());
    for (Field field : mapping.fields()) {
      if (field.name().equals(LimitField.LAUNCHER_PROFILE)) {
        launcher = reference(field);
      } else if (field.name().equals(LimitField.NETWORK_PROFILE)) {
        network = reference(field);
      } else if (!accept(field)) {
        findings.unknown(field.key(), "a map of limits", LimitField.spellingsOfFields());
      }
    }
    refuseLoneWindows();
    return new Section(settings, launcher, network);
  }

  private Reference reference(Field field) throws ProfileException {
    return new Reference(Shapes.identifier(findings, field), Place.of(findings, field.value()));
  }

  /** Remembers the windows that stand in fields of their own. */
  void collectWindows(List<Field> entries) throws ProfileException {
    for (Field entry : entries) {
      Resource resource = LimitField.companion(entry.name());
      if (resource != null) {
        windows.put(resource, new Window(entry, companion(entry)));
      }
    }
  }

  private long companion(Field field) throws ProfileException {
    return field.name().endsWith("Us")
        ? WindowField.micros(findings, field)
        : WindowField.duration(findings, field);
  }

  /** Reads a limit; false when the field is none. */
  boolean accept(Field entry) throws ProfileException {
    LimitField field = LimitField.byName(entry.name());
    if (field != null) {
      limit(field, entry);
    }
    return field != null || LimitField.companion(entry.name()) != null;
  }

  Map<Resource, Setting> settings() {
    return settings;
  }

  private void limit(LimitField field, Field entry) throws ProfileException {
    Resource resource = field.resource();
    LimitField other = fields.put(resource, field);
    if (other != null) {
      throw findings.error(
          entry.key(),
          Codes.CONTRADICTION,
          "field ["
              + field.name()
              + "] limits "
              + resource.label()
              + " a second time after ["
              + other.name()
              + "], a ledger has one limit");
    }
    Place place = Place.of(findings, entry.key());
    settings.put(resource, new Setting(value(field, entry), place, List.of()));
  }

  /** The limit, or null when the field asks for an exemption. */
  private @Nullable Limit value(LimitField field, Field entry) throws ProfileException {
    Window window = windowFor(field);
    boolean unlimited = entry.value() instanceof Scalar scalar && scalar.text().equals(UNLIMITED);
    if (!unlimited) {
      return new LimitReader(findings, field, entry, window).read();
    }
    if (window != null) {
      throw lone(window, "beside [" + field.name() + ": unlimited]");
    }
    findings.warn(
        entry.value(),
        Codes.UNLIMITED,
        "field ["
            + field.name()
            + "] is [unlimited], a broker binds that only with the capability to exempt");
    return null;
  }

  private @Nullable Window windowFor(LimitField field) {
    return field.form() == LimitField.Form.WINDOW ? windows.get(field.resource()) : null;
  }

  /** A window alone limits nothing, and whoever wrote it believes that it does. */
  private void refuseLoneWindows() throws ProfileException {
    for (Map.Entry<Resource, Window> window : windows.entrySet()) {
      LimitField field = fields.get(window.getKey());
      if (field == null || field.form() != LimitField.Form.WINDOW) {
        throw lone(window.getValue(), "without [" + window.getKey().profileField() + "]");
      }
    }
  }

  private ProfileException lone(Window window, String why) {
    return findings.error(
        window.field().key(),
        Codes.CONTRADICTION,
        "field [" + window.field().name() + "] limits nothing " + why);
  }
}
