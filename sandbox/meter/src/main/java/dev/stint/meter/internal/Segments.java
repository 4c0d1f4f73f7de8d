package dev.stint.meter.internal;

import dev.stint.meter.Bound;
import dev.stint.meter.ModuleRefused;

/** Copies element and data segments, with function indices moved. */
final class Segments {
  private final Model model;

  Segments(Model model) {
    this.model = model;
  }

  void elements(Reader in, Out out) throws ModuleRefused {
    int count = in.count(Bound.ELEMENT_SEGMENTS);
    model.elementSegments = count;
    for (int i = 0; i < count; i++) {
      element(in, out);
    }
  }

  /** Flag bits: 1 passive or declared, 2 explicit table or (with 1) declared, 4 expressions. */
  private void element(Reader in, Out out) throws ModuleRefused {
    int start = in.pos;
    long flags = in.u32();
    if (flags > 7) {
      throw Refusals.malformed(start, "unknown element segment flags [" + flags + "]");
    }
    if (flags != 0) {
      model.features.use("bulk-memory");
    }
    out.u32(flags);
    boolean active = (flags & 1) == 0;
    if (active) {
      table(in, (flags & 2) != 0, out);
      ConstExpr.copy(in, model, out);
    }
    boolean expressions = (flags & 4) != 0;
    if ((flags & 3) != 0) {
      elementKind(in, expressions, out);
    }
    items(in, expressions, out);
  }

  private void table(Reader in, boolean explicit, Out out) throws ModuleRefused {
    int start = in.pos;
    int table = explicit ? in.index() : 0;
    if (table >= model.tables.size()) {
      throw Refusals.invalid(start, "unknown table [" + table + "]");
    }
    if (explicit) {
      out.u32(table);
    }
  }

  private static void elementKind(Reader in, boolean expressions, Out out) throws ModuleRefused {
    int start = in.pos;
    if (expressions) {
      out.u8(Values.readReference(in));
    } else if (in.u8() == 0) {
      out.u8(0);
    } else {
      throw Refusals.malformed(start, "unknown element kind");
    }
  }

  private void items(Reader in, boolean expressions, Out out) throws ModuleRefused {
    int count = in.count();
    out.u32(count);
    for (int i = 0; i < count; i++) {
      if (expressions) {
        ConstExpr.copy(in, model, out);
      } else {
        out.u32(model.shifted(ConstExpr.function(in, model)));
      }
    }
  }

  void dataCount(Reader in) throws ModuleRefused {
    model.dataCount = in.index();
    model.features.use("bulk-memory");
  }

  void data(Reader in, Out out) throws ModuleRefused {
    int start = in.pos;
    int count = in.count(Bound.DATA_SEGMENTS);
    if (model.dataCount >= 0 && model.dataCount != count) {
      throw Refusals.malformed(start, "data count is not the number of segments");
    }
    model.dataSegments = count;
    for (int i = 0; i < count; i++) {
      segment(in, out);
    }
  }

  private void segment(Reader in, Out out) throws ModuleRefused {
    int start = in.pos;
    long flags = in.u32();
    if (flags > 2) {
      throw Refusals.malformed(start, "unknown data segment flags [" + flags + "]");
    }
    out.u32(flags);
    if (flags != 0) {
      model.features.use("bulk-memory");
    }
    if (flags == 2) {
      int at = in.pos;
      if (in.index() != 0) {
        throw Refusals.feature(at, "multi-memory");
      }
      out.u32(0);
    }
    if (flags != 1) {
      if (model.memories == 0) {
        throw Refusals.invalid(start, "unknown memory [0]");
      }
      ConstExpr.copy(in, model, out);
    }
    int size = in.count();
    model.dataBytes += size;
    Refusals.check(Bound.DATA_BYTES, model.dataBytes, start, in.options);
    out.u32(size).copy(in.bytes, in.pos, in.pos + size);
    in.skip(size);
  }
}
