package dev.stint.profiles;

/** A position in a profile, both from 1 on; 0 for the file as a whole. */
record Place(int line, int column) {
  static final Place WHOLE_FILE = new Place(0, 0);
}
