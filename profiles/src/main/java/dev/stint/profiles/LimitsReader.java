package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.LimitReader.Window;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import java.util.EnumMap;
import java.util.Map;

/** Reads one map of limits. Mutable, for one map. */
final class LimitsReader {
  private final Findings findings;
  private final ProfileHeader header;
  private final Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
  private final Map<Resource, Place> places = new EnumMap<>(Resource.class);
  private final Map<Resource, LimitField> fields = new EnumMap<>(Resource.class);
  private final Map<Resource, Window> windows = new EnumMap<>(Resource.class);
  private @Nullable String launcherProfile;
  private @Nullable String networkProfile;

  LimitsReader(Findings findings, ProfileHeader header) {
    this.findings = findings;
    this.header = header;
  }

  ResourceProfile read(Mapping mapping) throws ProfileException {
    for (Field field : mapping.fields()) {
      Resource resource = LimitField.companion(field.name());
      if (resource != null) {
        windows.put(resource, new Window(field, companion(field)));
      }
    }
    for (Field field : mapping.fields()) {
      accept(field);
    }
    refuseLoneWindows();
    return new ResourceProfile(header, limits, places, launcherProfile, networkProfile);
  }

  private long companion(Field field) throws ProfileException {
    return field.name().endsWith("Us")
        ? WindowField.micros(findings, field)
        : WindowField.duration(findings, field);
  }

  private void accept(Field entry) throws ProfileException {
    LimitField field = LimitField.byName(entry.name());
    if (field != null) {
      limit(field, entry);
    } else if (entry.name().equals(LimitField.LAUNCHER_PROFILE)) {
      launcherProfile = Shapes.identifier(findings, entry);
    } else if (entry.name().equals(LimitField.NETWORK_PROFILE)) {
      networkProfile = Shapes.identifier(findings, entry);
    } else if (LimitField.companion(entry.name()) == null) {
      findings.unknown(entry.key(), "a map of limits", LimitField.spellingsOfFields());
    }
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
    Limit limit = new LimitReader(findings, field, entry, windowFor(field)).read();
    limits.put(resource, limit);
    places.put(resource, new Place(entry.key().line(), entry.key().column()));
  }

  private @Nullable Window windowFor(LimitField field) {
    return field.form() == LimitField.Form.WINDOW ? windows.get(field.resource()) : null;
  }

  /** A window alone limits nothing, and whoever wrote it believes that it does. */
  private void refuseLoneWindows() throws ProfileException {
    for (Map.Entry<Resource, Window> window : windows.entrySet()) {
      LimitField field = fields.get(window.getKey());
      if (field == null || field.form() != LimitField.Form.WINDOW) {
        Field entry = window.getValue().field();
        throw findings.error(
            entry.key(),
            Codes.CONTRADICTION,
            "field ["
                + entry.name()
                + "] limits nothing without ["
                + window.getKey().profileField()
                + "]");
      }
    }
  }
}
