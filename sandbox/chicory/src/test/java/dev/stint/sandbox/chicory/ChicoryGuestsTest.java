package dev.stint.sandbox.chicory;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.GuestsContract;

class ChicoryGuestsTest extends GuestsContract {

  @Override
  protected Capsules capsules() {
    return SharedChicory.CAPSULES;
  }
}
