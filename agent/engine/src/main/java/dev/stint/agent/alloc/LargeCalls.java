package dev.stint.agent.alloc;

import dev.stint.ledger.Nullable;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Calls of the JDK that make an array as long as their last argument says. JDK classes stay as they
 * are; the guest's call is a site like its own {@code newarray}, so that the array is denied before
 * it exists. What JDK code allocates on its own account, such as the growth of a collection, is
 * seen after the fact.
 */
final class LargeCalls {
  private static final Map<String, Integer> ELEMENT_BYTES = new HashMap<>();

  static {
    for (String list : new String[] {"ArrayList", "Vector", "ArrayDeque", "PriorityQueue"}) {
      put("java/util/" + list + ".<init>(I)V", 4);
    }
    for (String list : new String[] {"ArrayList", "Vector"}) {
      put("java/util/" + list + ".ensureCapacity(I)V", 4);
    }
    for (String text : new String[] {"StringBuilder", "StringBuffer"}) {
      put("java/lang/" + text + ".<init>(I)V", 1);
      put("java/lang/" + text + ".ensureCapacity(I)V", 1);
      put("java/lang/" + text + ".setLength(I)V", 1);
    }
    put("java/io/ByteArrayOutputStream.<init>(I)V", 1);
    put("java/nio/ByteBuffer.allocate(I)Ljava/nio/ByteBuffer;", 1);
    put("java/nio/CharBuffer.allocate(I)Ljava/nio/CharBuffer;", 2);
    put("java/nio/IntBuffer.allocate(I)Ljava/nio/IntBuffer;", 4);
    put("java/nio/LongBuffer.allocate(I)Ljava/nio/LongBuffer;", 8);
    put("java/lang/String.repeat(I)Ljava/lang/String;", 1);
    put("java/lang/reflect/Array.newInstance(Ljava/lang/Class;I)Ljava/lang/Object;", 1);
    copy("[Z", 1);
    copy("[B", 1);
    copy("[C", 2);
    copy("[S", 2);
    copy("[I", 4);
    copy("[F", 4);
    copy("[J", 8);
    copy("[D", 8);
    copy("[Ljava/lang/Object;", 4);
  }

  private LargeCalls() {}

  private static void copy(String array, int elementBytes) {
    put("java/util/Arrays.copyOf(" + array + "I)" + array, elementBytes);
  }

  private static void put(String method, int elementBytes) {
    ELEMENT_BYTES.put(method, elementBytes);
  }

  /** The bytes of an element, when this is such a call; else null. */
  static @Nullable Integer elementBytes(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call && call.owner.startsWith("java/")
        ? ELEMENT_BYTES.get(call.owner + "." + call.name + call.desc)
        : null;
  }

  /** Whether the length counts repetitions of the receiver. */
  static boolean repeats(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call && call.name.equals("repeat");
  }
}
