package dev.stint.agent.alloc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Where a method allocates, and where it loops.
 *
 * <p>A loop is what lies between a label and a jump back to it. It needs a poll when it calls and
 * no site is met in every round, that is, in its first or its last straight stretch of code. A poll
 * in a loop that only computes would keep HotSpot from vectorising it.
 */
final class Sites {
  private final InsnList code;
  private final Set<LabelNode> targets = new HashSet<>();
  private final List<AbstractInsnNode> allocations = new ArrayList<>();
  private final List<AbstractInsnNode> polls = new ArrayList<>();

  /** How many calls, and how many allocations, stand before each instruction. */
  private final int[] callsBefore;

  private final int[] allocationsBefore;

  /** Whether a straight run from here meets an allocation, and whether one led here. */
  private final boolean[] allocationAhead;

  private final boolean[] allocationBehind;
  private boolean allocationInLoop;

  private Sites(MethodNode method) {
    code = method.instructions;
    int size = code.size();
    callsBefore = new int[size + 1];
    allocationsBefore = new int[size + 1];
    allocationAhead = new boolean[size + 1];
    allocationBehind = new boolean[size + 1];
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      targets.add(block.handler);
    }
  }

  static Sites of(MethodNode method) {
    Sites sites = new Sites(method);
    sites.scan();
    int size = sites.code.size();
    for (int i = 0; i < size; i++) {
      sites.lookAtLoops(i);
    }
    return sites;
  }

  private void scan() {
    for (AbstractInsnNode insn : code) {
      targets.addAll(targetsOf(insn));
      if (isAllocation(insn)) {
        allocations.add(insn);
      }
    }
    int size = code.size();
    for (int i = 0; i < size; i++) {
      AbstractInsnNode insn = code.get(i);
      callsBefore[i + 1] = callsBefore[i] + (isCall(insn) ? 1 : 0);
      allocationsBefore[i + 1] = allocationsBefore[i] + (isAllocation(insn) ? 1 : 0);
      boolean broken = jumps(insn) || (insn instanceof LabelNode && targets.contains(insn));
      allocationBehind[i + 1] = isAllocation(insn) || (!broken && allocationBehind[i]);
    }
    for (int i = size - 1; i >= 0; i--) {
      AbstractInsnNode insn = code.get(i);
      allocationAhead[i] = isAllocation(insn) || (!jumps(insn) && allocationAhead[i + 1]);
    }
  }

  /** The instructions that allocate. */
  List<AbstractInsnNode> allocations() {
    return allocations;
  }

  /** The jumps back before which a poll belongs. */
  List<AbstractInsnNode> polls() {
    return polls;
  }

  /** Whether the method meets sites more than once, so that it should ask for the cell once. */
  boolean wantsCell() {
    return allocationInLoop || allocations.size() > 1 || !polls.isEmpty();
  }

  boolean isEmpty() {
    return allocations.isEmpty() && polls.isEmpty();
  }

  private void lookAtLoops(int back) {
    boolean poll = false;
    for (LabelNode target : targetsOf(code.get(back))) {
      int head = code.indexOf(target);
      if (head <= back) {
        allocationInLoop |= allocationsBefore[back] > allocationsBefore[head];
        boolean everyRound = allocationAhead[head] || allocationBehind[back];
        poll |= callsBefore[back] > callsBefore[head] && !everyRound;
      }
    }
    if (poll) {
      polls.add(code.get(back));
    }
  }

  private static boolean jumps(AbstractInsnNode insn) {
    return insn instanceof JumpInsnNode
        || insn instanceof TableSwitchInsnNode
        || insn instanceof LookupSwitchInsnNode;
  }

  private static boolean isCall(AbstractInsnNode insn) {
    int type = insn.getType();
    return type == AbstractInsnNode.METHOD_INSN || type == AbstractInsnNode.INVOKE_DYNAMIC_INSN;
  }

  static boolean isAllocation(AbstractInsnNode insn) {
    return switch (insn.getOpcode()) {
      case Opcodes.NEW, Opcodes.NEWARRAY, Opcodes.ANEWARRAY, Opcodes.MULTIANEWARRAY -> true;
      default -> LargeCalls.elementBytes(insn) != null;
    };
  }

  private static List<LabelNode> targetsOf(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    if (insn instanceof TableSwitchInsnNode table) {
      return with(table.labels, table.dflt);
    }
    return insn instanceof LookupSwitchInsnNode lookup
        ? with(lookup.labels, lookup.dflt)
        : List.of();
  }

  private static List<LabelNode> with(List<LabelNode> labels, LabelNode last) {
    List<LabelNode> all = new ArrayList<>(labels);
    all.add(last);
    return all;
  }
}
