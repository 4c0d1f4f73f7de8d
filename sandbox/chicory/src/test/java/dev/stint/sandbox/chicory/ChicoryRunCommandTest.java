package dev.stint.sandbox.chicory;

import dev.stint.sandbox.run.RunCommandContract;

class ChicoryRunCommandTest extends RunCommandContract {
  @Override
  protected String engine() {
    return "chicory";
  }
}
