package dev.stint.agent.alloc;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The least and the most bytes that a method's code takes: what differs is how ldc is written. */
final class CodeSize {
  private int least;
  private int most;

  private CodeSize() {}

  static CodeSize of(MethodNode method) {
    CodeSize size = new CodeSize();
    InsnList code = method.instructions;
    for (AbstractInsnNode insn = code.getFirst(); insn != null; insn = insn.getNext()) {
      size.add(insn);
    }
    return size;
  }

  int least() {
    return least;
  }

  int most() {
    return most;
  }

  private void add(AbstractInsnNode insn) {
    int bytes = bytes(insn);
    most += bytes;
    least += insn.getType() == AbstractInsnNode.LDC_INSN ? 2 : bytes;
    if (insn instanceof TableSwitchInsnNode || insn instanceof LookupSwitchInsnNode) {
      least -= 3;
    }
  }

  private static int bytes(AbstractInsnNode insn) {
    return switch (insn.getType()) {
      case AbstractInsnNode.LABEL, AbstractInsnNode.LINE, AbstractInsnNode.FRAME -> 0;
      case AbstractInsnNode.INSN -> 1;
      case AbstractInsnNode.INT_INSN -> insn.getOpcode() == Opcodes.SIPUSH ? 3 : 2;
      case AbstractInsnNode.VAR_INSN -> variable((VarInsnNode) insn);
      case AbstractInsnNode.IINC_INSN -> increment((IincInsnNode) insn);
      case AbstractInsnNode.METHOD_INSN ->
          ((MethodInsnNode) insn).getOpcode() == Opcodes.INVOKEINTERFACE ? 5 : 3;
      case AbstractInsnNode.INVOKE_DYNAMIC_INSN -> 5;
      case AbstractInsnNode.MULTIANEWARRAY_INSN -> 4;
      case AbstractInsnNode.TABLESWITCH_INSN -> 16 + 4 * ((TableSwitchInsnNode) insn).labels.size();
      case AbstractInsnNode.LOOKUPSWITCH_INSN ->
          12 + 8 * ((LookupSwitchInsnNode) insn).labels.size();
      default -> 3;
    };
  }

  private static int variable(VarInsnNode insn) {
    if (insn.var >= 256) {
      return 4;
    }
    return insn.var < 4 && insn.getOpcode() != Opcodes.RET ? 1 : 2;
  }

  private static int increment(IincInsnNode insn) {
    boolean small = insn.var < 256 && insn.incr >= Byte.MIN_VALUE && insn.incr <= Byte.MAX_VALUE;
    return small ? 3 : 6;
  }
}
