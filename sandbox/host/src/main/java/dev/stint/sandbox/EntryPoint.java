package dev.stint.sandbox;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a run calls.
 *
 * @param initializer {@code _initialize} of a module that is a library, or null
 * @param export the function to call, empty when the host makes its own calls
 * @param arguments raw bits
 * @param command whether it is a command's {@code _start}, whose end is an exit
 */
record EntryPoint(
    @Nullable String initializer,
    String export,
    FunctionType type,
    long[] arguments,
    boolean command) {
  static final String START = "_start";
  static final String INITIALIZE = "_initialize";

  private static final int SHOWN_EXPORTS = 8;
  private static final FunctionType PLAIN = new FunctionType(List.of(), List.of());

  /** Chooses what to call by the module's exports and what the caller asked for. */
  static EntryPoint of(CapsuleRun run, Map<String, FunctionType> functions)
      throws CapsuleRefused, WrongCallException {
    String invoke = run.invoke();
    if (run.calls() != null) {
      return new EntryPoint(initializer(functions), "", PLAIN, new long[0], false);
    }
    if (invoke != null) {
      return invoked(invoke, run.invokeArguments(), functions);
    }
    if (PLAIN.equals(functions.get(START))) {
      return new EntryPoint(null, START, PLAIN, new long[0], true);
    }
    throw new CapsuleRefused(
        "STINT-H002",
        "module has no _start to run: capsule ["
            + PrincipalName.printable(run.name())
            + "], exported functions "
            + shown(functions));
  }

  private static EntryPoint invoked(
      String export, List<String> texts, Map<String, FunctionType> functions)
      throws WrongCallException {
    FunctionType type = functions.get(export);
    if (type == null) {
      throw new WrongCallException(
          "STINT-H003",
          "no such export: function ["
              + PrincipalName.printable(export)
              + "], exported functions "
              + shown(functions));
    }
    String initializer = export.equals(INITIALIZE) ? null : initializer(functions);
    return new EntryPoint(initializer, export, type, parse(export, type, texts), false);
  }

  private static @Nullable String initializer(Map<String, FunctionType> functions) {
    boolean library = PLAIN.equals(functions.get(INITIALIZE)) && !functions.containsKey(START);
    return library ? INITIALIZE : null;
  }

  private static long[] parse(String export, FunctionType type, List<String> texts)
      throws WrongCallException {
    checkShowable(export, type);
    List<ValueType> parameters = type.parameters();
    if (parameters.size() != texts.size()) {
      throw new WrongCallException(
          "STINT-H004",
          "number of arguments does not fit: function ["
              + PrincipalName.printable(export)
              + "], type ["
              + TypeText.print(type)
              + "], given ["
              + texts.size()
              + "]");
    }
    long[] bits = new long[parameters.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = parse(export, type, i, texts.get(i));
    }
    return bits;
  }

  private static long parse(String export, FunctionType type, int index, String text)
      throws WrongCallException {
    try {
      return GuestValue.parse(type.parameters().get(index), text).bits();
    } catch (NumberFormatException e) {
      throw new WrongCallException(
          "STINT-H004",
          "argument does not fit: function ["
              + PrincipalName.printable(export)
              + "], type ["
              + TypeText.print(type)
              + "], given ["
              + PrincipalName.printable(text)
              + "]");
    }
  }

  private static void checkShowable(String export, FunctionType type) throws WrongCallException {
    List<ValueType> all = new ArrayList<>(type.parameters());
    all.addAll(type.results());
    for (ValueType each : all) {
      if (each == ValueType.V128 || each == ValueType.FUNCREF || each == ValueType.EXTERNREF) {
        throw new WrongCallException(
            "STINT-H004",
            "function cannot be called from outside: function ["
                + PrincipalName.printable(export)
                + "], type ["
                + TypeText.print(type)
                + "]");
      }
    }
  }

  private static String shown(Map<String, FunctionType> functions) {
    String names =
        new TreeSet<>(functions.keySet())
            .stream()
                .limit(SHOWN_EXPORTS)
                .map(PrincipalName::printable)
                .collect(Collectors.joining(", "));
    int more = functions.size() - SHOWN_EXPORTS;
    return "[" + names + (more > 0 ? ", and " + more + " more" : "") + "]";
  }

  List<GuestValue> values(long[] results) {
    List<GuestValue> values = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      values.add(new GuestValue(type.results().get(i), results[i]));
    }
    return values;
  }
}
