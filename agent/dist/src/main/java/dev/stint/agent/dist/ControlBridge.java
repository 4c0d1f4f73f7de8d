package dev.stint.agent.dist;

import dev.stint.agent.control.LiveControl;
import dev.stint.agent.control.LiveRefused;
import dev.stint.status.Control;
import dev.stint.status.ControlRefused;
import java.util.Map;

/** Hands requests of the status server to the engine: the two do not know each other. */
final class ControlBridge implements Control {
  private final LiveControl control;

  ControlBridge(LiveControl control) {
    this.control = control;
  }

  @Override
  public Map<String, Object> limits(Map<String, Object> request) throws ControlRefused {
    try {
      return control.limits(request);
    } catch (LiveRefused no) {
      throw refused(no);
    }
  }

  @Override
  public Map<String, Object> profile(Map<String, Object> request) throws ControlRefused {
    try {
      return control.profile(request);
    } catch (LiveRefused no) {
      throw refused(no);
    }
  }

  private static ControlRefused refused(LiveRefused no) {
    ControlRefused.Kind kind =
        switch (no.kind()) {
          case MALFORMED -> ControlRefused.Kind.MALFORMED;
          case UNKNOWN -> ControlRefused.Kind.UNKNOWN;
          case DENIED -> ControlRefused.Kind.DENIED;
        };
    return new ControlRefused(kind, String.valueOf(no.getMessage()));
  }
}
