package dev.stint.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/** Where a woven method keeps its values: parameters as before, ours above all its locals. */
final class Frame {
  static final Type OBJECT = Type.getType(Object.class);

  private final String owner;
  private final MethodNode method;
  private final int token;

  Frame(String owner, MethodNode method) {
    this.owner = owner;
    this.method = method;
    this.token = method.maxLocals;
  }

  /** The local that holds the value; ours are token, thrown, result in this order. */
  int slot(Arg arg) {
    return switch (arg) {
      case THIS -> 0;
      case ARG0 -> first();
      case ARG1 -> first() + parameters()[0].getSize();
      case TOKEN -> token;
      case THROWN -> token + 1;
      case RESULT -> token + 2;
    };
  }

  Type type(Arg arg) {
    return switch (arg) {
      case ARG0 -> parameters()[0];
      case ARG1 -> parameters()[1];
      case RESULT -> Type.getReturnType(method.desc);
      case THROWN -> Type.getType(Throwable.class);
      case THIS, TOKEN -> OBJECT;
    };
  }

  /** The frame of a handler around the whole body; parameters are known there if asked for. */
  FrameNode handler(boolean withParameters, boolean withToken) {
    List<Object> locals = withParameters ? parameterLocals() : new ArrayList<>();
    if (withToken) {
      addToken(locals);
    }
    return new FrameNode(
        Opcodes.F_NEW,
        locals.size(),
        locals.toArray(),
        1,
        new Object[] {Type.getInternalName(Throwable.class)});
  }

  /** Adds the token to a frame of the body. */
  void extend(FrameNode frame) {
    List<Object> locals = new ArrayList<>(frame.local == null ? List.of() : frame.local);
    addToken(locals);
    frame.local = locals;
  }

  private void addToken(List<Object> locals) {
    int slots = 0;
    for (Object local : locals) {
      slots += local == Opcodes.LONG || local == Opcodes.DOUBLE ? 2 : 1;
    }
    for (; slots < token; slots++) {
      locals.add(Opcodes.TOP);
    }
    locals.add(OBJECT.getInternalName());
  }

  private List<Object> parameterLocals() {
    List<Object> locals = new ArrayList<>();
    if (first() == 1) {
      locals.add(owner);
    }
    for (Type type : parameters()) {
      locals.add(verificationType(type));
    }
    return locals;
  }

  private static Object verificationType(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.OBJECT, Type.ARRAY -> type.getInternalName();
      default -> Opcodes.INTEGER;
    };
  }

  private int first() {
    return (method.access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
  }

  private Type[] parameters() {
    return Type.getArgumentTypes(method.desc);
  }
}
