package dev.stint.agent.alloc;

import dev.stint.ledger.Cell;
import dev.stint.ledger.site.AllocationSites;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The instructions of the sites of one method. With a cell they read a variable behind the method's
 * own ones, which is set at the entry and therefore in every frame.
 */
final class SiteCode {
  /** What a look at the entry takes. */
  static final int ENTRY_BYTES = 3;

  private static final String SITES = Type.getInternalName(AllocationSites.class);
  private static final String CELL = Type.getInternalName(Cell.class);
  private static final String CELL_TYPE = "L" + CELL + ";";

  private static final String STRING = "Ljava/lang/String;";
  private static final String REPEATED = "(" + STRING + "I)V";

  private static final int CALL_BYTES = 11;
  private static final int POLL_BYTES = 7;
  private static final int PROLOGUE_BYTES = 7;
  private static final int DIMENSION_BYTES = 15;

  /** A guess: sizes steer when to look at the counter, the counter says how much it was. */
  private static final int OBJECT_BYTES = 32;

  private static final int REFERENCE_BYTES = 4;

  private final boolean withCell;
  private final int cell;
  private int maxLocals;

  SiteCode(MethodNode method, boolean withCell) {
    this.withCell = withCell;
    this.cell = method.maxLocals;
    this.maxLocals = method.maxLocals + (withCell ? 1 : 0);
  }

  int cellVariable() {
    return cell;
  }

  int maxLocals() {
    return maxLocals;
  }

  /** At most so many bytes. */
  int bytes(Sites sites) {
    int bytes = withCell ? PROLOGUE_BYTES : 0;
    for (AbstractInsnNode site : sites.allocations()) {
      bytes += CALL_BYTES;
      if (site instanceof MultiANewArrayInsnNode multi) {
        bytes += multi.dims * DIMENSION_BYTES;
      }
    }
    return bytes + sites.polls().size() * POLL_BYTES;
  }

  /** Keeps the cell in a variable, first thing in the method. */
  InsnList askForCell() {
    InsnList code = new InsnList();
    code.add(call("cell", "()" + CELL_TYPE));
    code.add(new VarInsnNode(Opcodes.ASTORE, cell));
    return code;
  }

  InsnList entry() {
    InsnList code = new InsnList();
    code.add(call("poll", "()V"));
    return code;
  }

  InsnList poll() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, cell));
    code.add(call("poll", "(" + CELL_TYPE + ")V"));
    return code;
  }

  InsnList site(AbstractInsnNode allocation) {
    return switch (allocation.getOpcode()) {
      case Opcodes.NEW -> object();
      case Opcodes.NEWARRAY -> array(primitiveBytes(((IntInsnNode) allocation).operand));
      case Opcodes.ANEWARRAY -> array(REFERENCE_BYTES);
      case Opcodes.MULTIANEWARRAY -> nested((MultiANewArrayInsnNode) allocation);
      default -> call(allocation);
    };
  }

  private InsnList call(AbstractInsnNode call) {
    if (LargeCalls.repeats(call)) {
      return repeat();
    }
    Integer elementBytes = LargeCalls.elementBytes(call);
    return array(elementBytes == null ? 1 : elementBytes);
  }

  private InsnList repeat() {
    InsnList code = new InsnList();
    code.add(new InsnNode(Opcodes.DUP2));
    loadCell(code);
    code.add(call("takeRepeated", withCell ? "(" + STRING + "I" + CELL_TYPE + ")V" : REPEATED));
    return code;
  }

  private InsnList object() {
    InsnList code = new InsnList();
    loadCell(code);
    code.add(number(OBJECT_BYTES));
    code.add(call("take", withCell ? "(" + CELL_TYPE + "I)V" : "(I)V"));
    return code;
  }

  private InsnList array(int elementBytes) {
    InsnList code = new InsnList();
    code.add(new InsnNode(Opcodes.DUP));
    loadCell(code);
    code.add(number(elementBytes));
    code.add(call("takeArray", withCell ? "(I" + CELL_TYPE + "I)V" : "(II)V"));
    return code;
  }

  /** Takes the lengths off the stack, last first, adds up the bytes, and puts them back. */
  private InsnList nested(MultiANewArrayInsnNode site) {
    int first = cell + (withCell ? 1 : 0);
    maxLocals = Math.max(maxLocals, first + site.dims);
    InsnList code = new InsnList();
    code.add(new LdcInsnNode(leafBytes(site)));
    InsnList measure = new InsnList();
    InsnList restore = new InsnList();
    InsnList spill = new InsnList();
    for (int i = site.dims - 1; i >= 0; i--) {
      spill.add(new VarInsnNode(Opcodes.ISTORE, first + i));
      measure.add(new VarInsnNode(Opcodes.ILOAD, first + i));
      measure.add(call("nest", "(JI)J"));
      restore.insert(new VarInsnNode(Opcodes.ILOAD, first + i));
    }
    code.insert(spill);
    code.add(measure);
    loadCell(code);
    code.add(call("takeNested", withCell ? "(J" + CELL_TYPE + ")V" : "(J)V"));
    code.add(restore);
    return code;
  }

  private static long leafBytes(MultiANewArrayInsnNode site) {
    String leaf = site.desc.substring(site.dims);
    return leaf.length() > 1 ? REFERENCE_BYTES : bytes(leaf.charAt(0));
  }

  private static int bytes(char primitive) {
    return switch (primitive) {
      case 'J', 'D' -> 8;
      case 'I', 'F' -> 4;
      case 'S', 'C' -> 2;
      default -> 1;
    };
  }

  private static int primitiveBytes(int type) {
    return switch (type) {
      case Opcodes.T_LONG, Opcodes.T_DOUBLE -> 8;
      case Opcodes.T_INT, Opcodes.T_FLOAT -> 4;
      case Opcodes.T_SHORT, Opcodes.T_CHAR -> 2;
      default -> 1;
    };
  }

  private void loadCell(InsnList code) {
    if (withCell) {
      code.add(new VarInsnNode(Opcodes.ALOAD, cell));
    }
  }

  private static AbstractInsnNode number(int value) {
    return new IntInsnNode(Opcodes.BIPUSH, value);
  }

  static MethodInsnNode call(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, SITES, name, descriptor, false);
  }
}
