package dev.stint.sandbox.graal;

import dev.stint.sandbox.run.RunCommandContract;

class GraalRunCommandTest extends RunCommandContract {
  @Override
  protected String engine() {
    return "graal";
  }
}
