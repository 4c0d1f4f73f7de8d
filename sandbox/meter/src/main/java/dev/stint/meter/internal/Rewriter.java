package dev.stint.meter.internal;

import dev.stint.meter.Bound;
import dev.stint.meter.Injected;
import dev.stint.meter.MeterOptions;
import dev.stint.meter.Metered;
import dev.stint.meter.ModuleInfo;
import dev.stint.meter.ModuleInfo.Kind;
import dev.stint.meter.ModuleRefused;
import java.util.List;

/** Reads a module section by section, each into its own buffer, and puts the metered one together. One use, one thread. */
public final class Rewriter {
  /** Section ids in the order in which they must stand; 0 (custom) may stand anywhere. */
  private static final List<Integer> ORDER = List.of(1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11);

  private static final int CUSTOM = 0;
  private static final int TAG = 13;

  private final Reader in;
  private final Model model = new Model();
  private final Declarations declarations = new Declarations(model);
  private final Segments segments = new Segments(model);
  private final Out[] sections = new Out[14];
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
      if (id == CUSTOM) {
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
      case 1:
        declarations.types(section);
        copy(id, start, section);
        break;
      case 2:
        declarations.imports(section);
        copy(id, start, section);
        break;
      case 3:
        functions(section);
        copy(id, start, section);
        break;
      case 4:
        int tables = section.count();
        for (int i = 0; i < tables; i++) {
          declarations.table(section);
        }
        copy(id, start, section);
        break;
      case 5:
        int memories = section.count();
        for (int i = 0; i < memories; i++) {
          declarations.memory(section);
        }
        copy(id, start, section);
        break;
      case TAG:
        throw Refusals.feature(start, "exceptions");
      case 6:
        globals(section, sections[id]);
        break;
      case 7:
        declarations.exports(section, sections[id]);
        break;
      case 8:
        declarations.start(section);
        break;
      case 9:
        segments.elements(section, sections[id]);
        break;
      case 12:
        model.dataCount = section.index();
        model.features.use("bulk-memory");
        break;
      case 10:
        code(section, sections[id]);
        break;
      default:
        segments.data(section, sections[id]);
    }
  }

  /** Keeps the entries of a section, without their count, as they are. */
  private void copy(int id, int start, Reader section) throws ModuleRefused {
    Reader again = new Reader(section.bytes, start, section.end, section.options);
    again.count();
    sections[id].copy(section.bytes, again.pos, section.pos);
  }

  private void functions(Reader section) throws ModuleRefused {
    int count = section.count(Bound.FUNCTIONS);
    for (int i = 0; i < count; i++) {
      declarations.function(section);
    }
  }

  private void globals(Reader section, Out out) throws ModuleRefused {
    int count = section.count(Bound.GLOBALS);
    for (int i = 0; i < count; i++) {
      int start = section.pos;
      String type = declarations.global(section);
      out.copy(section.bytes, start, section.pos);
      ConstExpr.copy(section, model, out);
      model.globals.add(type);
    }
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
    byte[] bytes = assemble(new Helpers(model));
    return new Metered(bytes, info(bytes.length));
  }

  /** Appends the meter's own entries to the buffers of the guest's. */
  private int inject(Helpers helpers) {
    sections[3].append(helpers.functions());
    sections[10].append(helpers.code());
    sections[7].append(helpers.exports());
    int exports = helpers.exportCount();
    if (model.startFunction >= 0) {
      sections[7].name(Injected.START).u8(0).u32(model.shifted(model.startFunction));
      exports++;
    }
    for (InjectedGlobal global : InjectedGlobal.values()) {
      global.write(sections[6]);
    }
    hostImport(Injected.HOST_GROW, Helpers.GROW_TYPE);
    hostImport(Injected.HOST_FUEL, Helpers.NOTHING_TYPE);
    for (FuncType type : model.addedTypes()) {
      type.write(sections[1]);
    }
    return exports;
  }

  private void hostImport(String name, FuncType type) {
    sections[2].name(Injected.HOST_MODULE).name(name).u8(0).u32(model.addedType(type));
  }

  private byte[] assemble(Helpers helpers) {
    int addedExports = inject(helpers);
    int globals = model.globals.size() - model.imported(Kind.GLOBAL);
    Out out = new Out(in.bytes.length * 3 / 2 + 2048);
    out.copy(in.bytes, 0, 8);
    out.section(1, model.types.size() + model.addedTypeCount(), sections[1]);
    out.section(2, model.imports.size() + Model.HOST_FUNCTIONS, sections[2]);
    out.section(3, model.definedFunctions() + helpers.count(), sections[3]);
    out.section(4, model.tables.size() - model.imported(Kind.TABLE), sections[4]);
    out.section(5, model.memories - model.imported(Kind.MEMORY), sections[5]);
    out.section(6, globals + InjectedGlobal.values().length, sections[6]);
    out.section(7, model.exports.size() + addedExports, sections[7]);
    out.section(9, model.elementSegments, sections[9]);
    if (model.dataCount >= 0) {
      Out count = new Out(5).u32(model.dataCount);
      out.u8(12).u32(count.size()).append(count);
    }
    out.section(10, model.definedFunctions() + helpers.count(), sections[10]);
    out.section(11, model.dataSegments, sections[11]);
    return out.toBytes();
  }

  private ModuleInfo info(int meteredBytes) {
    return new ModuleInfo(
        List.copyOf(model.imports),
        List.copyOf(model.exports),
        model.memories > 0,
        model.memoryInitial,
        model.memoryMaximum,
        List.copyOf(model.tables),
        model.startFunction >= 0,
        model.types.size(),
        model.definedFunctions(),
        model.globals.size(),
        model.codeBytes,
        model.dataBytes,
        in.bytes.length,
        meteredBytes,
        model.largestFrame,
        model.features.used());
  }
}
