package dev.stint.cli;

import java.nio.file.Files;

/** A program that others compiled, within its budget; then one that never ends. */
final class DemoCapsules {
  private final Setting setting;
  private final DemoPrinter printer;
  private final DemoFiles files;

  DemoCapsules(Setting setting, DemoPrinter printer, DemoFiles files) {
    this.setting = setting;
    this.printer = printer;
    this.files = files;
  }

  void run() throws Exception {
    printer.step("A foreign WebAssembly program (1.5 MB, from C++) within its budget");
    String[] compile = {
      "run",
      "--fuel",
      "1G",
      "--max-memory",
      "16Mi",
      "--timeout",
      "30s",
      "--dir",
      files.work() + "::/data",
      files.wat2wasm().toString(),
      "/data/answer.wat",
      "-o",
      "/data/answer.wasm"
    };
    printer.command(shown(compile));
    printer.expect("the program ends well", 0, printer.stint(compile));
    long size = Files.size(files.work().resolve("answer.wasm"));
    printer.line("It compiled answer.wat to answer.wasm, " + size + " bytes; we run that too:");
    String[] answer = {
      "run", "--invoke", "answer", files.work().resolve("answer.wasm").toString(), "6", "7"
    };
    printer.command(shown(answer));
    printer.expect("its result runs", 0, printer.stint(answer));

    printer.step("A program that never ends meets its fuel limit");
    String[] spin = {"run", "--fuel", "200M", "--timeout", "30s", files.spin().toString()};
    printer.command(shown(spin));
    printer.expect("it is denied with status", 75, printer.stint(spin));
  }

  private String shown(String... command) {
    String home = setting.home() + "/";
    return "./stint " + String.join(" ", command).replace(home, "");
  }
}
