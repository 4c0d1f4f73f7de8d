package dev.stint.agent.weave;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Which methods of a guest class are entry points: {@code main(String[])}, {@code run()}, {@code
 * call()}, and the public methods of a class that itself names a configured SPI type as its
 * superclass or interface. Immutable.
 */
public final class EntryPoints {
  private final Set<String> spiTypes = new HashSet<>();

  /**
   * @param spiTypes binary names with dots
   */
  public EntryPoints(Set<String> spiTypes) {
    for (String type : spiTypes) {
      this.spiTypes.add(type.replace('.', '/'));
    }
  }

  /** Whether the class names an SPI type. */
  boolean implementsSpi(ClassReader reader) {
    for (String type : reader.getInterfaces()) {
      if (spiTypes.contains(type)) {
        return true;
      }
    }
    return spiTypes.contains(String.valueOf(reader.getSuperName()));
  }

  /** Whether the class may have an entry point; cheap. */
  boolean mayBeIn(ClassReader reader) {
    if (implementsSpi(reader)) {
      return true;
    }
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && reader.readByte(at - 1) == 1 && isName(reader, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isName(ClassReader reader, int at) {
    int length = reader.readUnsignedShort(at);
    if (length != 3 && length != 4) {
      return false;
    }
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) reader.readByte(at + 2 + i);
    }
    String name = new String(text, StandardCharsets.US_ASCII);
    return name.equals("run") || name.equals("call") || name.equals("main");
  }

  /** Whether that method is one, in a class that does or does not name an SPI type. */
  static boolean isEntry(boolean ofSpi, int access, String name, String descriptor) {
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return false;
    }
    if ((access & Opcodes.ACC_STATIC) != 0) {
      return name.equals("main") && descriptor.equals("([Ljava/lang/String;)V");
    }
    return (name.equals("run") && descriptor.equals("()V"))
        || (name.equals("call") && descriptor.equals("()Ljava/lang/Object;"))
        || (ofSpi && (access & Opcodes.ACC_PUBLIC) != 0 && name.charAt(0) != '<');
  }
}
