package dev.stint.meter.internal;

import dev.stint.meter.Bound;
import dev.stint.meter.Injected;
import dev.stint.meter.ModuleInfo.Export;
import dev.stint.meter.ModuleInfo.Import;
import dev.stint.meter.ModuleInfo.Kind;
import dev.stint.meter.ModuleInfo.Table;
import dev.stint.meter.ModuleRefused;
import java.util.ArrayList;
import java.util.List;

/** Reads the sections before the code into the model. */
final class Declarations {
  private final Model model;
  private long tableElements;

  Declarations(Model model) {
    this.model = model;
  }

  void types(Reader in) throws ModuleRefused {
    int count = in.count(Bound.TYPES);
    for (int i = 0; i < count; i++) {
      int start = in.pos;
      int form = in.u8();
      if (form >= 0x4e && form <= 0x5f && form != Op.EMPTY) {
        throw Refusals.feature(start, "gc");
      }
      if (form != 0x60) {
        throw Refusals.malformed(start, "unknown type form [0x" + Integer.toHexString(form) + "]");
      }
      FuncType type = new FuncType(values(in), values(in));
      if (type.results().size() > 1) {
        model.features.use("multi-value");
      }
      model.types.add(type);
    }
  }

  private List<Integer> values(Reader in) throws ModuleRefused {
    int count = in.count(Bound.TYPE_VALUES);
    List<Integer> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(Values.read(in, model.features));
    }
    return values;
  }

  void imports(Reader in) throws ModuleRefused {
    int count = in.count(Bound.IMPORTS);
    for (int i = 0; i < count; i++) {
      int start = in.pos;
      String module = in.name();
      String name = in.name();
      if (module.equals(Injected.HOST_MODULE)) {
        throw Refusals.reserved(start, "import module", module);
      }
      int kindStart = in.pos;
      Kind kind = kind(in.u8(), kindStart);
      if (kind != Kind.FUNCTION && !in.options.linkable()) {
        throw Refusals.imports(start, module, name, text(kind));
      }
      model.imports.add(new Import(module, name, kind, importType(in, kind)));
    }
  }

  private String importType(Reader in, Kind kind) throws ModuleRefused {
    switch (kind) {
      case FUNCTION:
        model.importedFunctions++;
        return function(in);
      case TABLE:
        return table(in);
      case MEMORY:
        return memory(in);
      default:
        String type = global(in);
        model.globals.add(type);
        return type;
    }
  }

  static Kind kind(int code, int offset) throws ModuleRefused {
    if (code == 4) {
      throw Refusals.feature(offset, "exceptions");
    }
    if (code > 4) {
      throw Refusals.malformed(offset, "unknown kind [" + code + "]");
    }
    return Kind.values()[code];
  }

  static String text(Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  void functions(Reader in) throws ModuleRefused {
    int count = in.count(Bound.FUNCTIONS);
    for (int i = 0; i < count; i++) {
      function(in);
    }
  }

  private String function(Reader in) throws ModuleRefused {
    int start = in.pos;
    int type = in.index();
    if (type >= model.types.size()) {
      throw Refusals.invalid(start, "unknown type [" + type + "]");
    }
    model.functionTypes.add(type);
    return model.types.get(type).text();
  }

  void tables(Reader in) throws ModuleRefused {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      table(in);
    }
  }

  private String table(Reader in) throws ModuleRefused {
    int start = in.pos;
    if (in.peek() == Op.EMPTY) {
      throw Refusals.feature(start, "function references");
    }
    String element = Values.text(Values.readReference(in));
    Limits limits = Limits.read(in);
    tableElements += limits.initial();
    Refusals.check(Bound.TABLE_ELEMENTS, tableElements, start, in.options);
    model.tables.add(new Table(element, limits.initial(), limits.maximum()));
    Refusals.check(Bound.TABLES, model.tables.size(), start, in.options);
    if (model.tables.size() > 1 || !element.equals("funcref")) {
      model.features.use("reference-types");
    }
    return element + " " + limits;
  }

  void memories(Reader in) throws ModuleRefused {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      memory(in);
    }
  }

  private String memory(Reader in) throws ModuleRefused {
    int start = in.pos;
    Limits limits = Limits.read(in);
    if (++model.memories > 1) {
      throw Refusals.feature(start, "multi-memory");
    }
    if (limits.initial() > 65_536 || limits.maximum() > 65_536) {
      throw Refusals.invalid(start, "memory is beyond [65536] pages");
    }
    Refusals.check(Bound.MEMORY_PAGES, limits.initial(), start, in.options);
    model.memoryInitial = limits.initial();
    model.memoryMaximum = limits.maximum();
    return limits.toString();
  }

  void globals(Reader in, Out out) throws ModuleRefused {
    int count = in.count(Bound.GLOBALS);
    for (int i = 0; i < count; i++) {
      int start = in.pos;
      String type = global(in);
      out.copy(in.bytes, start, in.pos);
      ConstExpr.copy(in, model, out);
      model.globals.add(type);
    }
  }

  /** Reads a global's type; the caller adds it, behind its initialiser. */
  private String global(Reader in) throws ModuleRefused {
    String type = Values.text(Values.read(in, model.features));
    int start = in.pos;
    int mutable = in.u8();
    if (mutable > 1) {
      throw Refusals.malformed(start, "unknown mutability [" + mutable + "]");
    }
    String text = mutable == 1 ? "mut " + type : type;
    return text;
  }

  void exports(Reader in, Out out) throws ModuleRefused {
    int count = in.count(Bound.EXPORTS);
    for (int i = 0; i < count; i++) {
      int start = in.pos;
      String name = in.name();
      int nameEnd = in.pos;
      if (name.startsWith(Injected.PREFIX)) {
        throw Refusals.reserved(start, "export", name);
      }
      Kind kind = kind(in.u8(), nameEnd);
      int index = in.index();
      String type = exportType(kind, index, nameEnd + 1);
      model.exports.add(new Export(name, kind, type));
      out.copy(in.bytes, start, nameEnd + 1);
      out.u32(kind == Kind.FUNCTION ? model.shifted(index) : index);
    }
  }

  private String exportType(Kind kind, int index, int offset) throws ModuleRefused {
    int known = known(kind);
    if (index >= known) {
      throw Refusals.invalid(offset, "unknown " + text(kind) + " [" + index + "]");
    }
    switch (kind) {
      case FUNCTION:
        return model.typeOf(index).text();
      case TABLE:
        Table table = model.tables.get(index);
        return table.elementType() + " " + new Limits(table.initial(), table.maximum());
      case MEMORY:
        return new Limits(model.memoryInitial, model.memoryMaximum).toString();
      default:
        return model.globals.get(index);
    }
  }

  private int known(Kind kind) {
    switch (kind) {
      case FUNCTION:
        return model.functionTypes.size();
      case TABLE:
        return model.tables.size();
      case MEMORY:
        return model.memories;
      default:
        return model.globals.size();
    }
  }

  void start(Reader in) throws ModuleRefused {
    int start = in.pos;
    model.startFunction = ConstExpr.function(in, model);
    FuncType type = model.typeOf(model.startFunction);
    if (!type.params().isEmpty() || !type.results().isEmpty()) {
      throw Refusals.invalid(start, "start function takes or returns values");
    }
  }
}
