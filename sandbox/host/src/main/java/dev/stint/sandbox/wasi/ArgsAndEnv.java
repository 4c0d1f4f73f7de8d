package dev.stint.sandbox.wasi;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code args_*} and {@code environ_*}: lists of texts that end with a zero byte. */
final class ArgsAndEnv {
  private final List<byte[]> arguments;
  private final List<byte[]> environment;

  ArgsAndEnv(WasiConfig config) {
    this.arguments = config.arguments().stream().map(ArgsAndEnv::zeroEnded).toList();
    this.environment =
        config.environment().entrySet().stream()
            .map(entry -> zeroEnded(entry.getKey() + "=" + entry.getValue()))
            .toList();
  }

  void define(FunctionList list) {
    list.add("args_get", "ii", call -> store(call, arguments));
    list.add("args_sizes_get", "ii", call -> storeSizes(call, arguments));
    list.add("environ_get", "ii", call -> store(call, environment));
    list.add("environ_sizes_get", "ii", call -> storeSizes(call, environment));
  }

  private static byte[] zeroEnded(String text) {
    return (text + '\0').getBytes(StandardCharsets.UTF_8);
  }

  private static void store(Call call, List<byte[]> texts) {
    long pointer = call.address(0, 4L * texts.size());
    long bytes = call.address(1, size(texts));
    for (byte[] text : texts) {
      call.memory().putInt(pointer, (int) bytes);
      call.memory().write(bytes, text, 0, text.length);
      pointer += 4;
      bytes += text.length;
    }
  }

  private static void storeSizes(Call call, List<byte[]> texts) {
    call.memory().putInt(call.u32(0), texts.size());
    call.memory().putInt(call.u32(1), (int) size(texts));
  }

  private static long size(List<byte[]> texts) {
    return texts.stream().mapToLong(text -> text.length).sum();
  }
}
