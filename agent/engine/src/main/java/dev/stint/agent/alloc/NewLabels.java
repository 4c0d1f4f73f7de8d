package dev.stint.agent.alloc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Keeps frames true about objects under construction: a frame names such an object by the position
 * of its {@code new}, and a site that is placed between the label of that position and the {@code
 * new} moves it away. A fresh label stands directly before the {@code new}; frames take that one,
 * jumps keep the old one and so meet the site.
 */
final class NewLabels {
  private final MethodNode method;
  private final Map<LabelNode, LabelNode> fresh = new HashMap<>();

  NewLabels(MethodNode method) {
    this.method = method;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        note(frame.local);
        note(frame.stack);
      }
    }
  }

  private void note(List<Object> types) {
    if (types != null) {
      for (Object type : types) {
        if (type instanceof LabelNode label) {
          fresh.put(label, label);
        }
      }
    }
  }

  /** Gives the labels of that {@code new} their fresh one; returns what the site goes before. */
  AbstractInsnNode pin(AbstractInsnNode site) {
    LabelNode pinned = null;
    for (AbstractInsnNode before = site.getPrevious();
        before != null && before.getOpcode() < 0;
        before = before.getPrevious()) {
      if (before instanceof LabelNode label && fresh.containsKey(label)) {
        pinned = pinned == null ? new LabelNode() : pinned;
        fresh.put(label, pinned);
      }
    }
    if (pinned == null) {
      return site;
    }
    method.instructions.insertBefore(site, pinned);
    return pinned;
  }

  void remap() {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        frame.local = remapped(frame.local);
        frame.stack = remapped(frame.stack);
      }
    }
  }

  private List<Object> remapped(List<Object> types) {
    if (types != null) {
      types.replaceAll(type -> type instanceof LabelNode label ? fresh.get(label) : type);
    }
    return types;
  }
}
