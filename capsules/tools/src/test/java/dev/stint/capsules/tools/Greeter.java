package dev.stint.capsules.tools;

/** A guest that builds. */
final class Greeter {
  private Greeter() {}

  public static void main(String[] args) {
    System.out.println("hello");
  }
}
