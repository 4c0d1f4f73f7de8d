package dev.stint.sandbox.wasi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * {@code fd_readdir}: the names of a directory in a fixed order, page by page. A cookie is the
 * number of entries before it; the list is taken when a reader starts at cookie 0, so that what it
 * removes between two pages does not shift the rest.
 */
final class Readdir {
  private static final int ENTRY_BYTES = 24;
  private static final List<Path> DOTS = List.of(DirectoryHandle.SELF, Path.of(".."));

  private final FdTable table;
  private final Listings listings = new Listings();

  Readdir(FdTable table) {
    this.table = table;
  }

  void define(FunctionList list) {
    list.add("fd_readdir", "iiiIi", this::read);
  }

  private void read(Call call) throws IOException {
    DirectoryHandle handle = table.get(call.i32(0)).directory().handle();
    Page page = new Page(call, call.address(1, call.u32(2)), call.u32(2));
    long cookie = call.u63(3);
    long result = call.address(4, Integer.BYTES);
    List<Path> names = cookie == 0 ? listings.renew(handle) : listings.get(handle);
    for (long i = cookie; i < DOTS.size() + names.size() && page.hasRoom(); i++) {
      int index = (int) i;
      Path name = index < DOTS.size() ? DOTS.get(index) : names.get(index - DOTS.size());
      page.add(handle, name, i + 1);
    }
    call.memory().putInt(result, (int) page.used());
  }

  /** The guest's buffer; what does not fit at its end is cut off, as the specification says. */
  private static final class Page {
    private final Call call;
    private final long address;
    private final long length;
    private long used;

    Page(Call call, long address, long length) {
      this.call = call;
      this.address = address;
      this.length = length;
    }

    boolean hasRoom() {
      return used < length;
    }

    long used() {
      return used;
    }

    void add(DirectoryHandle handle, Path name, long nextCookie) throws IOException {
      byte[] text = name.toString().getBytes(StandardCharsets.UTF_8);
      // The parent may be outside of what the guest may know: ".." gets the facts of ".".
      Path asked = DOTS.contains(name) ? DirectoryHandle.SELF : name;
      Optional<BasicFileAttributes> attributes = handle.find(asked);
      byte[] entry = new byte[ENTRY_BYTES];
      put(entry, 0, nextCookie, Long.BYTES);
      put(entry, 8, attributes.map(FileFacts::serial).orElse(0L), Long.BYTES);
      put(entry, 16, text.length, Integer.BYTES);
      entry[20] = (byte) attributes.map(FileType::of).orElse(FileType.UNKNOWN).code();
      append(entry);
      append(text);
    }

    private void append(byte[] bytes) {
      int fits = (int) Math.min(bytes.length, length - used);
      call.memory().write(address + used, bytes, 0, fits);
      used += fits;
    }

    private static void put(byte[] into, int offset, long value, int bytes) {
      for (int i = 0; i < bytes; i++) {
        into[offset + i] = (byte) (value >>> (i * Byte.SIZE));
      }
    }
  }
}
