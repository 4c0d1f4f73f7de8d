package dev.stint.profiles;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Brings the address of a code source into the form that patterns are written in. */
final class CodeSources {
  private CodeSources() {}

  /** {@code jar:file:/opt/my%20app/a.jar!/} becomes {@code /opt/my app/a.jar}. */
  static String plain(String codeSource) {
    String text = withoutPrefix(withoutPrefix(codeSource, "jar:"), "file:");
    if (!text.equals(codeSource)) {
      text = decoded(text);
    }
    text = text.replace('\\', '/');
    if (text.startsWith("///")) {
      text = text.substring(2);
    }
    if (text.endsWith("!/")) {
      return text.substring(0, text.length() - 2);
    }
    boolean slash = text.length() > 1 && text.endsWith("/");
    return slash ? text.substring(0, text.length() - 1) : text;
  }

  private static String withoutPrefix(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
