package dev.stint.sandbox.graal;

import dev.stint.ledger.Nullable;
import dev.stint.sandbox.engine.ValueType;
import dev.stint.sandbox.spi.EngineFailure;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/** Turns raw bits into the engine's values and back. Vectors and references do not cross. */
final class Values {
  private static final long[] NOTHING = {};

  private Values() {}

  static Object[] toEngine(List<ValueType> types, long[] raw) {
    if (types.size() != raw.length) {
      throw new IllegalArgumentException(
          "number of values: expected [" + types.size() + "], given [" + raw.length + "]");
    }
    Object[] values = new Object[raw.length];
    for (int i = 0; i < raw.length; i++) {
      values[i] = boxed(types.get(i), raw[i]);
    }
    return values;
  }

  /** The result of a host function: null for none, an array for several. */
  static @Nullable Object toGuest(List<ValueType> types, long[] raw) {
    Object[] values = toEngine(types, raw);
    return switch (values.length) {
      case 0 -> null;
      case 1 -> values[0];
      default -> ProxyArray.fromArray(values);
    };
  }

  static long[] arguments(List<ValueType> types, Value[] values) {
    long[] raw = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      raw[i] = bits(types.get(i), values[i]);
    }
    return raw;
  }

  static long[] results(List<ValueType> types, Value result) {
    if (types.isEmpty()) {
      return NOTHING;
    }
    if (types.size() == 1) {
      return new long[] {bits(types.get(0), result)};
    }
    long[] raw = new long[types.size()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = bits(types.get(i), result.getArrayElement(i));
    }
    return raw;
  }

  private static Object boxed(ValueType type, long bits) {
    return switch (type) {
      case I32 -> (int) bits;
      case I64 -> bits;
      case F32 -> Float.intBitsToFloat((int) bits);
      case F64 -> Double.longBitsToDouble(bits);
      case V128, FUNCREF, EXTERNREF -> throw unsupported(type);
    };
  }

  private static long bits(ValueType type, Value value) {
    return switch (type) {
      case I32 -> value.asInt();
      case I64 -> value.asLong();
      case F32 -> Float.floatToRawIntBits(value.asFloat());
      case F64 -> Double.doubleToRawLongBits(value.asDouble());
      case V128, FUNCREF, EXTERNREF -> throw unsupported(type);
    };
  }

  private static EngineFailure unsupported(ValueType type) {
    return new EngineFailure("value cannot cross to the host: type [" + type + "]", null);
  }
}
