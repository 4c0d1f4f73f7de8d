package dev.stint.status;

import java.util.Map;

/**
 * What changes limits when somebody with the right asks for it. The server hands it one request at
 * a time, on a thread of its own; a request and an answer are trees of maps, lists, texts, whole
 * numbers and booleans. What a request may say is the implementation's to check.
 */
public interface Control {
  /** Answers {@code POST /control/limits}: shows or changes limits of single ledgers. */
  Map<String, Object> limits(Map<String, Object> request) throws ControlRefused;

  /** Answers {@code POST /control/profile}: binds a profile. */
  Map<String, Object> profile(Map<String, Object> request) throws ControlRefused;
}
