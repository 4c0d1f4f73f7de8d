package dev.stint.meter.internal;

/** The opcodes that the rewriter itself handles or writes. */
final class Op {
  static final int UNREACHABLE = 0x00;
  static final int NOP = 0x01;
  static final int BLOCK = 0x02;
  static final int LOOP = 0x03;
  static final int IF = 0x04;
  static final int ELSE = 0x05;
  static final int END = 0x0b;
  static final int BR = 0x0c;
  static final int BR_IF = 0x0d;
  static final int BR_TABLE = 0x0e;
  static final int RETURN = 0x0f;
  static final int CALL = 0x10;
  static final int CALL_INDIRECT = 0x11;

  /** The last opcode that turns control, in any proposal but one. */
  static final int DELEGATE = 0x19;

  static final int DROP = 0x1a;
  static final int SELECT = 0x1b;
  static final int SELECT_TYPED = 0x1c;
  static final int LOCAL_GET = 0x20;
  static final int LOCAL_SET = 0x21;
  static final int LOCAL_TEE = 0x22;
  static final int GLOBAL_GET = 0x23;
  static final int GLOBAL_SET = 0x24;
  static final int TABLE_GET = 0x25;
  static final int TABLE_SET = 0x26;
  static final int FIRST_LOAD = 0x28;
  static final int LAST_LOAD = 0x35;
  static final int FIRST_STORE = 0x36;
  static final int LAST_STORE = 0x3e;
  static final int MEMORY_SIZE = 0x3f;
  static final int MEMORY_GROW = 0x40;
  static final int I32_CONST = 0x41;
  static final int I64_CONST = 0x42;
  static final int F32_CONST = 0x43;
  static final int F64_CONST = 0x44;
  static final int I32_EQZ = 0x45;
  static final int I32_EQ = 0x46;
  static final int I32_LT_S = 0x48;
  static final int I64_LT_S = 0x53;
  static final int I64_GT_U = 0x56;
  static final int I32_ADD = 0x6a;
  static final int I32_SUB = 0x6b;
  static final int I64_ADD = 0x7c;
  static final int I64_SUB = 0x7d;
  static final int I64_MUL = 0x7e;
  static final int I64_SHR_U = 0x88;
  static final int I32_WRAP_I64 = 0xa7;
  static final int I64_EXTEND_I32_U = 0xad;
  static final int REF_NULL = 0xd0;
  static final int REF_IS_NULL = 0xd1;
  static final int REF_FUNC = 0xd2;
  static final int PREFIX_BULK = 0xfc;
  static final int PREFIX_SIMD = 0xfd;

  /** The block type of nothing in, nothing out. */
  static final int EMPTY = 0x40;

  private Op() {}
}
