package dev.stint.agent.alloc;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * Weaves one method: all its sites, or one look at its entry, or nothing, by its size.
 *
 * <p>HotSpot never compiles a method of more than 8,000 bytes, so weaving never takes a method
 * beyond that; one that is beyond it already is woven up to the size at which jumps would have to
 * be rewritten. A class initialiser is bracketed whatever its size, for correctness.
 */
final class MethodWeaver {
  static final int COMPILED_UP_TO_BYTES = 8_000;
  private static final int NEAR_JUMPS_UP_TO_BYTES = 32_000;
  private static final int LARGEST_BYTES = 65_000;
  private static final int STACK = 6;

  private final MethodNode method;
  private final String className;
  private final boolean frames;
  private final WeaveCounts counts;

  MethodWeaver(MethodNode method, String className, boolean frames, WeaveCounts counts) {
    this.method = method;
    this.className = className;
    this.frames = frames;
    this.counts = counts;
  }

  void weave(boolean deferDenials) {
    CodeSize size = CodeSize.of(method);
    Sites sites = Sites.of(method);
    if (!sites.isEmpty()) {
      weave(size, sites);
    }
    if (deferDenials && CodeSize.of(method).most() + Deferral.bytes(method) <= LARGEST_BYTES) {
      Deferral.around(method, frames);
      method.maxStack += STACK;
    }
  }

  private void weave(CodeSize size, Sites sites) {
    SiteCode code = new SiteCode(method, sites.wantsCell());
    if (fits(size, code.bytes(sites))) {
      place(code, sites);
      counts.woven(sites.allocations().size(), sites.polls().size());
    } else if (fits(size, SiteCode.ENTRY_BYTES)
        || (size.least() > COMPILED_UP_TO_BYTES
            && size.most() + SiteCode.ENTRY_BYTES <= LARGEST_BYTES)) {
      method.instructions.insert(code.entry());
      counts.entryOnly();
    } else {
      counts.leftAlone(className.replace('/', '.') + "." + method.name);
      return;
    }
    method.maxStack += STACK;
  }

  private static boolean fits(CodeSize size, int added) {
    int after = size.most() + added;
    return after <= COMPILED_UP_TO_BYTES
        || (size.least() > COMPILED_UP_TO_BYTES && after <= NEAR_JUMPS_UP_TO_BYTES);
  }

  private void place(SiteCode code, Sites sites) {
    InsnList instructions = method.instructions;
    NewLabels labels = new NewLabels(method);
    for (AbstractInsnNode site : sites.allocations()) {
      AbstractInsnNode anchor = site.getOpcode() == Opcodes.NEW ? labels.pin(site) : site;
      instructions.insertBefore(anchor, code.site(site));
    }
    for (AbstractInsnNode jump : sites.polls()) {
      instructions.insertBefore(jump, code.poll());
    }
    labels.remap();
    if (sites.wantsCell()) {
      instructions.insert(code.askForCell());
      CellFrames.add(method, code.cellVariable());
    }
    method.maxLocals = code.maxLocals();
  }
}
