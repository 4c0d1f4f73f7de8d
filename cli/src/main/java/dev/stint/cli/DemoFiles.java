package dev.stint.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of the demo: programs out of the build's cache, the profile, the recording. */
final class DemoFiles {
  private static final String PROGRAMS = "cli/target/demo/";

  private final Setting setting;
  private final Path folder;

  DemoFiles(Setting setting, Path folder) {
    this.setting = setting;
    this.folder = folder;
  }

  void prepare() throws IOException {
    Files.deleteIfExists(recording());
    extract("wabt.jar", "wat2wasm", wat2wasm());
    extract("guests.jar", "capsules/spin.wasm", spin());
    resource("demo/shop.yaml", profile());
    resource("demo/answer.wat", work().resolve("answer.wat"));
    Files.deleteIfExists(work().resolve("answer.wasm"));
  }

  Path server() {
    return setting.built(PROGRAMS + "wiremock.jar");
  }

  Path profile() {
    return folder.resolve("shop.yaml");
  }

  Path recording() {
    return folder.resolve("demo.jfr");
  }

  Path log() {
    return folder.resolve("server.log");
  }

  Path wat2wasm() {
    return folder.resolve("wat2wasm.wasm");
  }

  Path spin() {
    return folder.resolve("spin.wasm");
  }

  /** The only directory that the foreign program gets. */
  Path work() {
    return folder.resolve("work");
  }

  /** As a reader would type it from the project's folder. */
  String shown(Path file) {
    return setting.home().relativize(file).toString();
  }

  private void extract(String jar, String entry, Path to) throws IOException {
    try (ZipFile zip = new ZipFile(setting.built(PROGRAMS + jar).toFile())) {
      ZipEntry found = zip.getEntry(entry);
      if (found == null) {
        throw new IOException("[" + jar + "] has no [" + entry + "]");
      }
      try (InputStream in = zip.getInputStream(found)) {
        Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void resource(String name, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (InputStream in = DemoFiles.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException("resource [" + name + "] is missing");
      }
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
