package dev.stint.meter.internal;

import dev.stint.meter.ModuleRefused;

/** The instructions behind a prefix byte, and the immediates of memory instructions. */
final class Prefixed {
  private static final int MEMORY_INIT = 8;
  private static final int DATA_DROP = 9;
  private static final int MEMORY_COPY = 10;
  private static final int MEMORY_FILL = 11;
  private static final int TABLE_INIT = 12;
  private static final int ELEM_DROP = 13;
  private static final int TABLE_COPY = 14;
  private static final int TABLE_GROW = 15;
  private static final int TABLE_SIZE = 16;
  private static final int TABLE_FILL = 17;

  private final Walk walk;

  Prefixed(Walk walk) {
    this.walk = walk;
  }

  /** Alignment and offset of a load or store. */
  void address() throws ModuleRefused {
    int start = walk.in.pos;
    long alignment = walk.in.u32();
    if (alignment >= 64 && alignment < 128) {
      throw Refusals.feature(start, "multi-memory");
    }
    if (alignment >= 32) {
      throw Refusals.malformed(start, "unknown alignment [" + alignment + "]");
    }
    walk.in.u32();
    requireMemory();
  }

  /** The index of the memory. */
  void memory() throws ModuleRefused {
    int start = walk.in.pos;
    if (walk.in.u8() != 0) {
      throw Refusals.feature(start, "multi-memory");
    }
    requireMemory();
  }

  private void requireMemory() throws ModuleRefused {
    if (walk.model.memories == 0) {
      throw Refusals.invalid(walk.start, "unknown memory [0]");
    }
  }

  void bulk() throws ModuleRefused {
    long code = walk.in.u32();
    if (code < MEMORY_INIT) {
      walk.model.features.use("saturating-float");
      walk.effect(1, 1);
      return;
    }
    walk.model.features.use(code < TABLE_GROW ? "bulk-memory" : "reference-types");
    switch ((int) Math.min(code, TABLE_FILL + 1)) {
      case MEMORY_INIT:
        walk.in.u32();
        memory();
        charged(Helpers.BULK_BYTES);
        break;
      case DATA_DROP:
      case ELEM_DROP:
        walk.in.u32();
        walk.effect(0, 0);
        break;
      case MEMORY_COPY:
        memory();
        memory();
        charged(Helpers.BULK_BYTES);
        break;
      case MEMORY_FILL:
        memory();
        charged(Helpers.BULK_BYTES);
        break;
      case TABLE_INIT:
        walk.in.u32();
        table();
        charged(Helpers.BULK_ELEMENTS);
        break;
      case TABLE_COPY:
        table();
        table();
        charged(Helpers.BULK_ELEMENTS);
        break;
      case TABLE_FILL:
        table();
        charged(Helpers.BULK_ELEMENTS);
        break;
      case TABLE_GROW:
        tableGrow(table());
        break;
      case TABLE_SIZE:
        table();
        walk.effect(0, 1);
        break;
      default:
        throw Unsupported.prefixed(Op.PREFIX_BULK, code, walk.start);
    }
  }

  private int table() throws ModuleRefused {
    int table = walk.in.index();
    if (table >= walk.model.tables.size()) {
      throw Refusals.invalid(walk.start, "unknown table [" + table + "]");
    }
    return table;
  }

  /** The length is the last operand: a helper looks at it on the way. */
  private void charged(int helper) throws ModuleRefused {
    walk.before();
    walk.out.u8(Op.CALL).u32(walk.model.helper(helper));
    walk.effect(3, 0);
  }

  private void tableGrow(int table) throws ModuleRefused {
    walk.effect(2, 1);
    walk.settle();
    walk.instead();
    walk.out.u8(Op.CALL).u32(walk.model.helper(Helpers.tableGrowOf(table)));
  }

  void simd() throws ModuleRefused {
    long wide = walk.in.u32();
    int code = (int) Math.min(wide, Simd.LAST + 1);
    if (code > Simd.LAST || Simd.pops(code) == Simd.NONE) {
      throw Unsupported.prefixed(Op.PREFIX_SIMD, wide, walk.start);
    }
    walk.model.features.use("simd");
    if (Simd.hasAddress(code)) {
      address();
    }
    if (Simd.hasLane(code)) {
      walk.in.u8();
    }
    if (code == Simd.CONST || code == Simd.SHUFFLE) {
      walk.in.skip(16);
    }
    walk.effect(Simd.pops(code), Simd.pushes(code));
  }
}
