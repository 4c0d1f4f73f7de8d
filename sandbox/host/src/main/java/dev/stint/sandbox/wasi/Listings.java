package dev.stint.sandbox.wasi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The listings of directories that a guest is reading. Together they have at most as many names as
 * one listing may have: the one that was not used for longest goes, and is taken again when its
 * reader comes back. Mutable, one thread.
 */
final class Listings {
  private final Map<DirectoryHandle, List<Path>> byDirectory = new LinkedHashMap<>(16, 0.75f, true);
  private int names;

  List<Path> get(DirectoryHandle directory) throws IOException {
    List<Path> listing = byDirectory.get(directory);
    return listing != null ? listing : renew(directory);
  }

  List<Path> renew(DirectoryHandle directory) throws IOException {
    List<Path> old = byDirectory.remove(directory);
    names -= old == null ? 0 : old.size();
    List<Path> listing = directory.names();
    makeRoom(listing.size());
    byDirectory.put(directory, listing);
    names += listing.size();
    return listing;
  }

  private void makeRoom(int needed) {
    Iterator<List<Path>> oldest = byDirectory.values().iterator();
    while (oldest.hasNext() && names + needed > DirectoryHandle.NAMES_LIMIT) {
      names -= oldest.next().size();
      oldest.remove();
    }
  }
}
