package dev.stint.cli;

import java.io.IOException;

/** Runs until its input ends: an application to look at. */
final class WaitingProgram {
  private WaitingProgram() {}

  public static void main(String[] args) throws IOException {
    Thread worker = new Thread(() -> {}, "worker");
    worker.start();
    System.out.println("ready");
    while (System.in.read() >= 0) {
      continue;
    }
  }
}
