package dev.stint.agent.doctor;

import dev.stint.agent.HookState;
import dev.stint.agent.weave.JdkTransformer;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Exercises each hook against a probe: whether it counts, gives back and denies. What it says is
 * what happened here, not what was meant to happen.
 */
public final class Doctor {
  private static final String UNTESTED = "not tested: ";

  private final JdkTransformer woven;
  private final int feature;

  public Doctor(JdkTransformer woven, int feature) {
    this.woven = woven;
    this.feature = feature;
  }

  /** Runs all probes on the calling thread; a few tens of milliseconds. */
  public List<HookState> examine() {
    List<HookState> states = new ArrayList<>();
    for (Probe probe : probes()) {
      states.add(state(probe));
    }
    return states;
  }

  private List<Probe> probes() {
    List<Probe> probes = new ArrayList<>();
    probes.addAll(ThreadProbes.all(feature));
    probes.addAll(SocketProbes.all());
    probes.addAll(TimerProbes.all(feature));
    return probes;
  }

  private HookState state(Probe probe) {
    String hook = probe.hook();
    String label = probe.resource().label();
    String unwoven = woven.problemsOf(hook);
    String counting = run(probe.counts(), null);
    if (!counting.isEmpty()) {
      String detail = unwoven.isEmpty() ? counting : counting + "; " + unwoven;
      boolean untested = counting.startsWith(UNTESTED);
      return untested
          ? HookState.partial(hook, label, detail)
          : HookState.missing(hook, label, detail);
    }
    String denying = run(probe.denies(), probe.resource());
    if (!denying.isEmpty() || !unwoven.isEmpty()) {
      String both = denying.isEmpty() || unwoven.isEmpty() ? "" : "; ";
      return HookState.partial(hook, label, denying + both + unwoven);
    }
    return HookState.armed(hook, label);
  }

  /** Empty when the step found nothing wrong. */
  private static String run(Probe.Step step, @Nullable Resource denied) {
    try (ProbeLedger ledger = new ProbeLedger()) {
      if (denied != null) {
        ledger.deny(denied);
      }
      step.run(ledger);
      return "";
    } catch (Probe.Finding finding) {
      return String.valueOf(finding.getMessage());
    } catch (IOException e) {
      return UNTESTED + e;
    } catch (Throwable e) {
      return "failed: " + e;
    }
  }
}
