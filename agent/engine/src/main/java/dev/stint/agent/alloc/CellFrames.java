package dev.stint.agent.alloc;

import dev.stint.ledger.Cell;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/** Adds the variable of the cell, set before the first instruction, to every frame of a method. */
final class CellFrames {
  private static final String CELL = Type.getInternalName(Cell.class);

  private CellFrames() {}

  static void add(MethodNode method, int variable) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        frame.local = extended(frame, variable);
      }
    }
  }

  private static List<Object> extended(FrameNode frame, int variable) {
    if (frame.type != Opcodes.F_NEW) {
      throw new IllegalStateException("the class must be read with expanded frames");
    }
    List<Object> local = new ArrayList<>();
    int slots = 0;
    for (Object type : frame.local == null ? List.of() : frame.local) {
      local.add(type);
      slots += Opcodes.LONG.equals(type) || Opcodes.DOUBLE.equals(type) ? 2 : 1;
    }
    for (; slots < variable; slots++) {
      local.add(Opcodes.TOP);
    }
    local.add(CELL);
    return local;
  }
}
