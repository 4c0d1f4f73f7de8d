package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.ProfileReader.Strictness;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of {@code bad-profiles.txt}: a file and the answer to it.
 *
 * @param made what {@link BadFiles} puts in the place of the file, or null when there are lines
 * @param whole whether the lines are the whole file, or follow {@link Yaml#HEAD}
 * @param read whether the answer is a line of the profile that is read, or the message
 */
record BadProfile(
    @Nullable String made, boolean whole, List<String> lines, boolean read, String answer) {
  private static final Pattern ESCAPE = Pattern.compile("<U\\+([0-9A-F]{4,5})>|<byte (..)>");

  /** Reads it as {@code bad.yaml} in that folder. */
  ProfileDocument read(Path folder) throws Exception {
    Path file = folder.resolve("bad.yaml");
    if (made == null) {
      Files.write(file, bytes());
      return ProfileReader.read(file, Strictness.STRICT);
    }
    return BadFiles.read(made, file);
  }

  /** The text with its escapes replaced. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Yaml.bytes(whole ? "" : Yaml.HEAD));
    for (String line : lines) {
      unescape(line, out);
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static void unescape(String line, ByteArrayOutputStream out) {
    Matcher escape = ESCAPE.matcher(line);
    int end = 0;
    while (escape.find()) {
      out.writeBytes(Yaml.bytes(line.substring(end, escape.start())));
      if (escape.group(1) == null) {
        out.write(Integer.parseInt(escape.group(2), 16));
      } else {
        out.writeBytes(Yaml.bytes(Character.toString(Integer.parseInt(escape.group(1), 16))));
      }
      end = escape.end();
    }
    out.writeBytes(Yaml.bytes(line.substring(end)));
  }

  @Override
  public String toString() {
    return made == null ? String.join(" / ", lines) : made;
  }
}
