package dev.stint.cli;

/**
 * The exit statuses of the command; beside them {@code run} passes on the status of its guest. The
 * numbers from 65 on are those of {@code sysexits.h}.
 */
final class Exit {
  /** The command line says something that the command does not know. */
  static final int USAGE = 2;

  /** An input file is there, but is not what it should be. */
  static final int DATA = 65;

  /** An input file or directory is not there or not readable. */
  static final int NO_INPUT = 66;

  /** Something that has to be there is not: a JDK, a build, a running process. */
  static final int UNAVAILABLE = 69;

  /** A fault of the program itself. */
  static final int SOFTWARE = 70;

  /** A profile or setting is not valid. */
  static final int CONFIG = 78;

  private Exit() {}
}
