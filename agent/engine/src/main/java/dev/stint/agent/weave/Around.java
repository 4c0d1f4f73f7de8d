package dev.stint.agent.weave;

import dev.stint.ledger.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Calls at the start of a method, before each return and on each exception that leaves it. The call
 * at the start may answer with a token for the other two; what it throws leaves the method with
 * nothing else done.
 */
final class Around implements Weave {
  private @Nullable SiteCall enter;
  private boolean token;
  private @Nullable SiteCall returned;
  private @Nullable SiteCall thrown;
  private boolean answered;

  /** Calls at the start. */
  Around enter(String target, Arg... args) {
    enter = SiteCall.of(target, args);
    return this;
  }

  /** Calls at the start and keeps the answer as the token. */
  Around token(String target, Arg... args) {
    return token(SiteCall.of(target, args));
  }

  Around token(SiteCall call) {
    enter = call;
    token = true;
    return this;
  }

  Around returned(String target, Arg... args) {
    returned = SiteCall.of(target, args);
    return this;
  }

  /** Calls on an exception, which then goes on. */
  Around thrown(String target, Arg... args) {
    thrown = SiteCall.of(target, args);
    return this;
  }

  /** Calls on an exception: it throws it again, or answers with what the method returns. */
  Around answered(String target, Arg... args) {
    answered = true;
    return thrown(target, args);
  }

  @Override
  public boolean apply(String owner, MethodNode method) {
    if (method.instructions.size() == 0) {
      return false;
    }
    Frame frame = new Frame(owner, method);
    InsnList body = method.instructions;
    if (token) {
      for (AbstractInsnNode at = body.getFirst(); at != null; at = at.getNext()) {
        if (at instanceof FrameNode known) {
          frame.extend(known);
        }
      }
    }
    if (returned != null) {
      weaveReturns(returned, body, frame);
    }
    if (thrown != null) {
      weaveThrown(thrown, method, frame);
    }
    if (enter != null) {
      body.insert(entry(enter, frame));
    }
    method.maxLocals += 4;
    return true;
  }

  private InsnList entry(SiteCall call, Frame frame) {
    InsnList code = call.emit(frame, token ? Frame.OBJECT : Type.VOID_TYPE);
    if (token) {
      code.add(new VarInsnNode(Opcodes.ASTORE, frame.slot(Arg.TOKEN)));
    }
    return code;
  }

  private static void weaveReturns(SiteCall call, InsnList body, Frame frame) {
    for (AbstractInsnNode at = body.getFirst(); at != null; at = at.getNext()) {
      int opcode = at.getOpcode();
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        InsnList code = call.emit(frame, Type.VOID_TYPE);
        if (opcode != Opcodes.RETURN) {
          Type type = frame.type(Arg.RESULT);
          int slot = frame.slot(Arg.RESULT);
          code.insert(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), slot));
          code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), slot));
        }
        body.insertBefore(at, code);
      }
    }
  }

  private void weaveThrown(SiteCall call, MethodNode method, Frame frame) {
    InsnList body = method.instructions;
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    body.insert(start);
    body.add(end);
    body.add(frame.handler(call.usesParameters(), token));
    body.add(new VarInsnNode(Opcodes.ASTORE, frame.slot(Arg.THROWN)));
    if (answered) {
      body.add(call.emit(frame, Frame.OBJECT));
      body.add(new TypeInsnNode(Opcodes.CHECKCAST, frame.type(Arg.RESULT).getInternalName()));
      body.add(new InsnNode(Opcodes.ARETURN));
    } else {
      body.add(call.emit(frame, Type.VOID_TYPE));
      body.add(new VarInsnNode(Opcodes.ALOAD, frame.slot(Arg.THROWN)));
      body.add(new InsnNode(Opcodes.ATHROW));
    }
    method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, end, null));
  }
}
