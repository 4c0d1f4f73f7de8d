package dev.stint.agent.alloc;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Brackets a method so that denials on its thread wait until it has ended, either way. */
final class Deferral {
  private static final String THROWABLE = "java/lang/Throwable";
  private static final int CALL_BYTES = 3;
  private static final int HANDLER_BYTES = CALL_BYTES + 1;

  private Deferral() {}

  /** What {@link #around} adds. */
  static int bytes(MethodNode method) {
    int bytes = CALL_BYTES + HANDLER_BYTES;
    for (AbstractInsnNode insn : method.instructions) {
      bytes += returns(insn) ? CALL_BYTES : 0;
    }
    return bytes;
  }

  static void around(MethodNode method, boolean frames) {
    InsnList code = method.instructions;
    for (AbstractInsnNode insn : code.toArray()) {
      if (returns(insn)) {
        code.insertBefore(insn, SiteCode.call("exitInitializer", "()V"));
      }
    }
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    code.insert(start);
    code.insert(SiteCode.call("enterInitializer", "()V"));
    code.add(end);
    if (frames) {
      // No variables: a handler may forget what the method knew.
      code.add(new FrameNode(Opcodes.F_NEW, 0, new Object[0], 1, new Object[] {THROWABLE}));
    }
    code.add(SiteCode.call("exitInitializer", "()V"));
    code.add(new InsnNode(Opcodes.ATHROW));
    method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, end, null));
  }

  private static boolean returns(AbstractInsnNode insn) {
    return insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
  }
}
