package dev.stint.meter.internal;

import dev.stint.meter.Bound;
import dev.stint.meter.MeterOptions;
import dev.stint.meter.Metered;
import dev.stint.meter.ModuleRefused;
import java.util.List;

/**
 * Reads a module section by section, each into its own buffer, and puts the metered one together.
 * One use, one thread.
 */
public final class Rewriter {
  /** Section ids in the order in which they must stand; 0 (custom) may stand anywhere. */
  private static final List<Integer> ORDER =
      List.of(
          Section.TYPE,
          Section.IMPORT,
          Section.FUNCTION,
          Section.TABLE,
          Section.MEMORY,
          Section.TAG,
          Section.GLOBAL,
          Section.EXPORT,
          Section.START,
          Section.ELEMENT,
          Section.DATA_COUNT,
          Section.CODE,
          Section.DATA);

  private final Reader in;
  private final Model model = new Model();
  private final Declarations declarations = new Declarations(model);
  private final Segments segments = new Segments(model);
  private final Out[] sections = new Out[Section.COUNT];
  private boolean bodiesRead;

  public Rewriter(byte[] module, MeterOptions options) {
    in = new Reader(module, 0, module.length, options);
    for (int i = 0; i < sections.length; i++) {
      sections[i] = new Out(0);
    }
  }

  public Metered rewrite() throws ModuleRefused {
    header();
    int last = -1;
    while (in.more()) {
      int start = in.pos;
      int id = in.u8();
      int size = in.count();
      Reader section = in.part(size);
      if (id == Section.CUSTOM) {
        section.name();
        continue;
      }
      int rank = ORDER.indexOf(id);
      if (rank < 0) {
        throw Refusals.malformed(start, "unknown section [" + id + "]");
      }
      if (rank <= last) {
        throw Refusals.malformed(start, "section [" + id + "] is out of order");
      }
      last = rank;
      section(id, section);
      section.requireEnd("section [" + id + "]");
    }
    return finish();
  }

  private void header() throws ModuleRefused {
    byte[] bytes = in.bytes;
    Refusals.check(Bound.MODULE_BYTES, bytes.length, 0, in.options);
    if (!startsWith(0, 0, 'a', 's', 'm')) {
      throw Refusals.notWasm("first bytes are not [00 61 73 6d]");
    }
    if (startsWith(4, 0x0d, 0, 1, 0)) {
      throw Refusals.component();
    }
    if (!startsWith(4, 1, 0, 0, 0)) {
      throw Refusals.notWasm("version is not [01 00 00 00]");
    }
    in.pos = 8;
  }

  private boolean startsWith(int at, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (at + i >= in.end || (in.bytes[at + i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private void section(int id, Reader section) throws ModuleRefused {
    int start = section.pos;
    switch (id) {
      case Section.TYPE:
        declarations.types(section);
        keep(id, start, section);
        break;
      case Section.IMPORT:
        declarations.imports(section);
        keep(id, start, section);
        break;
      case Section.FUNCTION:
        declarations.functions(section);
        keep(id, start, section);
        break;
      case Section.TABLE:
        declarations.tables(section);
        keep(id, start, section);
        break;
      case Section.MEMORY:
        declarations.memories(section);
        keep(id, start, section);
        break;
      case Section.TAG:
        throw Refusals.feature(start, "exceptions");
      case Section.GLOBAL:
        declarations.globals(section, sections[id]);
        break;
      case Section.EXPORT:
        declarations.exports(section, sections[id]);
        break;
      case Section.START:
        declarations.start(section);
        break;
      case Section.ELEMENT:
        segments.elements(section, sections[id]);
        break;
      case Section.DATA_COUNT:
        segments.dataCount(section);
        break;
      case Section.CODE:
        code(section, sections[id]);
        break;
      default:
        segments.data(section, sections[id]);
    }
  }

  /** Keeps the entries of a section, without their count, as they are. */
  private void keep(int id, int start, Reader section) throws ModuleRefused {
    Reader again = new Reader(section.bytes, start, section.end, section.options);
    again.count();
    sections[id].copy(section.bytes, again.pos, section.pos);
  }

  private void code(Reader section, Out out) throws ModuleRefused {
    int start = section.pos;
    int count = section.count();
    requireBodies(count, start);
    BodyRewriter bodies = new BodyRewriter(model, section.options);
    for (int i = 0; i < count; i++) {
      int at = section.pos;
      int size = section.count();
      Refusals.check(Bound.FUNCTION_BYTES, size, at, section.options);
      model.codeBytes += size;
      bodies.rewrite(model.importedFunctions + i, section.part(size), out);
      Refusals.check(Bound.METERED_BYTES, out.size(), at, section.options);
    }
    bodiesRead = true;
  }

  private void requireBodies(int count, int offset) throws ModuleRefused {
    if (count != model.definedFunctions()) {
      throw Refusals.malformed(
          offset, "functions [" + model.definedFunctions() + "], bodies [" + count + "]");
    }
  }

  private Metered finish() throws ModuleRefused {
    if (!bodiesRead) {
      requireBodies(0, in.pos);
    }
    if (model.dataCount > 0 && model.dataSegments == 0) {
      throw Refusals.malformed(in.pos, "data count is not the number of segments");
    }
    return new Assembly(model, sections, in.bytes.length).assemble();
  }
}
