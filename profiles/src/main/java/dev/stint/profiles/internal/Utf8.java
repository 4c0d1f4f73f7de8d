package dev.stint.profiles.internal;

import dev.stint.profiles.internal.YamlException.Fault;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Decodes a profile, exactly and with the position of what is not UTF-8. */
final class Utf8 {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8() {}

  /** The text without a leading byte order mark, which some editors write. */
  static String decode(byte[] bytes) throws YamlException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    chars.flip();
    String text = chars.toString();
    if (result.isError()) {
      throw notUtf8(text, result);
    }
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return marked ? text.substring(1) : text;
  }

  private static YamlException notUtf8(String before, CoderResult result) {
    int[] place = TextPlace.at(before, before.length());
    return new YamlException(
        Fault.NOT_UTF8,
        place[0],
        place[1],
        "not UTF-8, [" + result.length() + "] bytes cannot be decoded; save the file as UTF-8");
  }
}
