package dev.stint.agent.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** A change at one instruction inside a method: after a call, instead of a call, before a store. */
final class AtCall {
  private AtCall() {}

  /** Calls the site after each call of {@code owner.name}. */
  static Weave after(String owner, String name, SiteCall call) {
    return (type, method) -> {
      boolean found = false;
      for (AbstractInsnNode at : method.instructions.toArray()) {
        if (isCall(at, owner, name)) {
          method.instructions.insert(at, call.emit(new Frame(type, method), Type.VOID_TYPE));
          found = true;
        }
      }
      return found;
    };
  }

  /** Calls a site of the same arguments, receiver first, instead of {@code owner.name}. */
  static Weave instead(String owner, String name, String site, String method) {
    return (type, woven) -> {
      boolean found = false;
      for (AbstractInsnNode at : woven.instructions.toArray()) {
        if (isCall(at, owner, name)) {
          MethodInsnNode known = (MethodInsnNode) at;
          String descriptor = "(L" + owner + ";" + known.desc.substring(1);
          woven.instructions.set(
              at, new MethodInsnNode(Opcodes.INVOKESTATIC, site, method, descriptor, false));
          found = true;
        }
      }
      return found;
    };
  }

  /** Calls the site with the object before each store of an int into its field. */
  static Weave beforeStore(String owner, String field, String site, String method) {
    return (type, woven) -> {
      boolean found = false;
      for (AbstractInsnNode at : woven.instructions.toArray()) {
        if (at instanceof FieldInsnNode store
            && store.getOpcode() == Opcodes.PUTFIELD
            && store.owner.equals(owner)
            && store.name.equals(field)) {
          woven.instructions.insertBefore(at, beforeStore(site, method));
          found = true;
        }
      }
      return found;
    };
  }

  private static InsnList beforeStore(String site, String method) {
    InsnList code = new InsnList();
    code.add(new InsnNode(Opcodes.DUP2));
    code.add(new InsnNode(Opcodes.POP));
    code.add(
        new MethodInsnNode(Opcodes.INVOKESTATIC, site, method, "(Ljava/lang/Object;)V", false));
    return code;
  }

  private static boolean isCall(AbstractInsnNode at, String owner, String name) {
    return at instanceof MethodInsnNode call && call.owner.equals(owner) && call.name.equals(name);
  }
}
