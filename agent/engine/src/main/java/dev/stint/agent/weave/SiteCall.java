package dev.stint.agent.weave;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A call of a static method in {@code dev.stint.ledger.site}.
 *
 * @param number a constant that is passed first, or {@link #NONE}
 */
record SiteCall(String site, String method, int number, List<Arg> args) {
  static final int NONE = -1;

  private static final String PACKAGE = "dev/stint/ledger/site/";

  /** For example {@code of("ThreadSites.starting", Arg.THIS)}. */
  static SiteCall of(String target, Arg... args) {
    return numbered(target, NONE, args);
  }

  static SiteCall numbered(String target, int number, Arg... args) {
    int dot = target.indexOf('.');
    return new SiteCall(
        PACKAGE + target.substring(0, dot), target.substring(dot + 1), number, List.of(args));
  }

  boolean usesParameters() {
    return args.stream().anyMatch(Arg::isParameter);
  }

  /** The instructions that load the arguments and call; {@code returns} is V, Z or Object. */
  InsnList emit(Frame frame, Type returns) {
    InsnList code = new InsnList();
    StringBuilder descriptor = new StringBuilder("(");
    if (number != NONE) {
      code.add(new LdcInsnNode(number));
      descriptor.append('I');
    }
    for (Arg arg : args) {
      descriptor.append(load(arg, frame, code).getDescriptor());
    }
    descriptor.append(')').append(returns.getDescriptor());
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, site, method, descriptor.toString(), false));
    return code;
  }

  private static Type load(Arg arg, Frame frame, InsnList code) {
    Type type = frame.type(arg);
    code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), frame.slot(arg)));
    if (arg == Arg.RESULT && type.getSort() == Type.INT) {
      code.add(new InsnNode(Opcodes.I2L));
      return Type.LONG_TYPE;
    }
    if (arg == Arg.THROWN) {
      return type;
    }
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY ? Frame.OBJECT : type;
  }
}
