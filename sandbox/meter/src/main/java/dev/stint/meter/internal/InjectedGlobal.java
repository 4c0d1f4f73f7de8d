package dev.stint.meter.internal;

/** The private globals, in the order in which they are appended; all are mutable and start at 0. */
enum InjectedGlobal {
  FUEL(Values.I64),
  CEILING(Values.I32),
  GROW_DENIED(Values.I64),
  DEPTH(Values.I32),
  DEPTH_TRIPPED(Values.I32),
  TABLE_CEILING(Values.I64),
  TABLE_DENIED(Values.I64);

  final int type;

  InjectedGlobal(int type) {
    this.type = type;
  }

  void write(Out out) {
    out.u8(type).u8(1).u8(type == Values.I32 ? Op.I32_CONST : Op.I64_CONST).u8(0).u8(Op.END);
  }
}
