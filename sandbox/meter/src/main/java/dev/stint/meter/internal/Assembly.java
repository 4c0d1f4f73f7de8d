package dev.stint.meter.internal;

import dev.stint.meter.Injected;
import dev.stint.meter.Metered;
import dev.stint.meter.ModuleInfo;
import dev.stint.meter.ModuleInfo.Kind;
import java.util.List;

/**
 * Puts the metered module together from the guest's sections and the meter's own parts. One use.
 */
final class Assembly {
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private final Model model;
  private final Out[] sections;
  private final int originalBytes;
  private final Helpers helpers;

  Assembly(Model model, Out[] sections, int originalBytes) {
    this.model = model;
    this.sections = sections;
    this.originalBytes = originalBytes;
    this.helpers = new Helpers(model);
  }

  Metered assemble() {
    int addedExports = inject();
    int globals = model.globals.size() - model.imported(Kind.GLOBAL);
    Out out = new Out(originalBytes);
    out.copy(HEADER, 0, HEADER.length);
    section(out, Section.TYPE, model.types.size() + model.addedTypeCount());
    section(out, Section.IMPORT, model.imports.size() + Model.HOST_FUNCTIONS);
    section(out, Section.FUNCTION, model.definedFunctions() + helpers.count());
    section(out, Section.TABLE, model.tables.size() - model.imported(Kind.TABLE));
    section(out, Section.MEMORY, model.memories - model.imported(Kind.MEMORY));
    section(out, Section.GLOBAL, globals + InjectedGlobal.values().length);
    section(out, Section.EXPORT, model.exports.size() + addedExports);
    section(out, Section.ELEMENT, model.elementSegments);
    if (model.dataCount >= 0) {
      Out count = new Out(5).u32(model.dataCount);
      out.u8(Section.DATA_COUNT).u32(count.size()).append(count);
    }
    section(out, Section.CODE, model.definedFunctions() + helpers.count());
    section(out, Section.DATA, model.dataSegments);
    byte[] bytes = out.toBytes();
    return new Metered(bytes, info(bytes.length));
  }

  private void section(Out out, int id, int count) {
    out.section(id, count, sections[id]);
  }

  /** Appends the meter's own entries to the buffers of the guest's. */
  private int inject() {
    sections[Section.FUNCTION].append(helpers.functions());
    sections[Section.CODE].append(helpers.code());
    sections[Section.EXPORT].append(helpers.exports());
    int exports = helpers.exportCount();
    if (model.startFunction >= 0) {
      sections[Section.EXPORT].name(Injected.START).u8(0).u32(model.shifted(model.startFunction));
      exports++;
    }
    for (InjectedGlobal global : InjectedGlobal.values()) {
      global.write(sections[Section.GLOBAL]);
    }
    hostImport(Injected.HOST_GROW, Helpers.GROW_TYPE);
    hostImport(Injected.HOST_FUEL, Helpers.NOTHING_TYPE);
    for (FuncType type : model.addedTypes()) {
      type.write(sections[Section.TYPE]);
    }
    return exports;
  }

  private void hostImport(String name, FuncType type) {
    sections[Section.IMPORT].name(Injected.HOST_MODULE).name(name).u8(0).u32(model.addedType(type));
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
        originalBytes,
        meteredBytes,
        model.largestFrame,
        model.features.used());
  }
}
