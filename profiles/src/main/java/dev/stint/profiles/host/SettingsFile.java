package dev.stint.profiles.host;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.internal.Spelling;
import dev.stint.profiles.internal.YamlException;
import dev.stint.profiles.internal.YamlNode;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import dev.stint.profiles.internal.YamlNode.Scalar;
import dev.stint.profiles.internal.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of settings: YAML with one section, {@code capsule:}, of which every field may be absent.
 * Immutable. It is read as strictly as a profile, in size, depth and spelling.
 */
public final class SettingsFile {
  /** A file that sets nothing. */
  public static final SettingsFile NONE = new SettingsFile("-");

  private final String name;
  private final Map<HostSetting, Scalar> values = new EnumMap<>(HostSetting.class);

  private SettingsFile(String name) {
    this.name = name;
  }

  /** Reads a regular file. */
  public static SettingsFile read(Path file) throws HostException {
    String name = printable(file.toString());
    if (!Files.isRegularFile(file)) {
      throw new HostException(HostCodes.SETTINGS_FILE, name + ": not a file that can be read");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(name, in.readNBytes(YamlTree.LARGEST_BYTES + 1));
    } catch (IOException e) {
      throw new HostException(
          HostCodes.SETTINGS_FILE, name + ": not readable [" + e.getClass().getSimpleName() + "]");
    }
  }

  /** Reads settings from memory; {@code name} is what messages and origins call them. */
  public static SettingsFile read(String name, byte[] yaml) throws HostException {
    SettingsFile file = new SettingsFile(printable(name));
    try {
      file.root(YamlTree.parse(yaml));
    } catch (YamlException e) {
      throw file.fault(e);
    }
    return file;
  }

  private void root(Mapping root) throws HostException {
    for (Field field : root.fields()) {
      if (!field.name().equals(HostSetting.SECTION)) {
        throw unknown(field, Map.of(HostSetting.SECTION, HostSetting.SECTION));
      }
      if (!(field.value() instanceof Mapping section)) {
        throw fault(field.value(), "field [" + HostSetting.SECTION + "] is a map of fields");
      }
      section(section);
    }
  }

  private void section(Mapping section) throws HostException {
    for (Field field : section.fields()) {
      HostSetting setting = setting(field);
      if (!(field.value() instanceof Scalar scalar) || scalar.isEmpty()) {
        throw fault(field.value(), "field [" + field.name() + "] is one number");
      }
      values.put(setting, scalar);
    }
  }

  private HostSetting setting(Field field) throws HostException {
    Map<String, String> known = new LinkedHashMap<>();
    for (HostSetting setting : HostSetting.values()) {
      if (setting.field().equals(field.name())) {
        return setting;
      }
      known.put(setting.field(), setting.field());
    }
    throw unknown(field, known);
  }

  private HostException unknown(Field field, Map<String, String> known) {
    String near = Spelling.nearest(field.name(), known);
    String advice =
        near == null
            ? ", there are [" + String.join(", ", known.keySet()) + "]"
            : ", did you mean [" + near + "]?";
    String text = "unknown field [" + PrincipalName.printable(field.name()) + "]" + advice;
    return fault(field.key(), text);
  }

  private HostException fault(YamlNode at, String text) {
    return fault(at.line(), at.column(), text);
  }

  private HostException fault(YamlException e) {
    String text =
        e.fault() == YamlException.Fault.SHAPE
            ? "settings are a map, such as [capsule: {instancePoolSize: 16}]"
            : String.valueOf(e.getMessage());
    return fault(e.line(), e.column(), text);
  }

  private HostException fault(int line, int column, String text) {
    String place = line == 0 ? name : name + ":" + line + ":" + column;
    return new HostException(HostCodes.SETTINGS_FILE, place + ": " + text);
  }

  @Nullable
  String text(HostSetting setting) {
    Scalar value = values.get(setting);
    return value == null ? null : value.text();
  }

  /** Where it stands, such as {@code stint.yaml:3}. */
  String place(HostSetting setting) {
    Scalar value = values.get(setting);
    return value == null ? name : name + ":" + value.line();
  }

  /** A path without anything that could steer a terminal, its last 256 characters. */
  private static String printable(String path) {
    String tail = path.length() > 256 ? "..." + path.substring(path.length() - 256) : path;
    StringBuilder safe = new StringBuilder(tail.length());
    tail.chars().forEach(c -> safe.append(c >= ' ' && c < 127 ? (char) c : '?'));
    return safe.toString();
  }
}
