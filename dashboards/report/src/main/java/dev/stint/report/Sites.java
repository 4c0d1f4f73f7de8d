package dev.stint.report;

import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;

/** Finds the code that asked: the topmost frame that is not Stint's own. */
final class Sites {
  private static final List<String> OWN =
      List.of("dev.stint.ledger.", "dev.stint.agent.", "dev.stint.sandbox.");

  private Sites() {}

  static String of(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    if (stack == null) {
      return "-";
    }
    for (RecordedFrame frame : stack.getFrames()) {
      String site = site(frame);
      if (OWN.stream().noneMatch(site::startsWith)) {
        return site;
      }
    }
    return "-";
  }

  private static String site(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    if (method == null || method.getType() == null) {
      return "-";
    }
    return method.getType().getName() + "." + method.getName() + ":" + frame.getLineNumber();
  }
}
