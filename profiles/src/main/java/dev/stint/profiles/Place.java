package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.internal.YamlNode;

/**
 * A position in a profile, both from 1 on; 0 for the file as a whole.
 *
 * @param file the file when it may be another one than that of the header, or null
 */
record Place(@Nullable String file, int line, int column) {
  static final Place WHOLE_FILE = new Place(null, 0, 0);

  static Place of(Findings findings, YamlNode at) {
    return new Place(findings.file(), at.line(), at.column());
  }

  /** Where that is, in the words of an origin: the file without its folders, and the line. */
  String shown() {
    return (file == null ? "" : file.substring(file.lastIndexOf('/') + 1) + ":") + line;
  }
}
