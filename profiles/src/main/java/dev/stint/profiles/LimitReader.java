package dev.stint.profiles;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.LimitField.Form;
import dev.stint.profiles.Quantity.Rate;
import dev.stint.profiles.internal.YamlNode;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.util.Map;
import java.util.Set;

/** Reads the value of one field that limits a resource: plain, as a rate, or in the long form. */
final class LimitReader {
  static final long DEFAULT_WINDOW_NANOS = 1_000_000_000L;

  private static final Map<String, String> LONG_FORM =
      Shapes.names("hard", "soft", "window", "burst", "overrun", "maxWait");

  /** What these resources use is known only after the fact. */
  private static final Set<Resource> POST_PAID =
      Set.of(Resource.HEAP_ALLOCATED, Resource.CPU_TIME, Resource.NET_IN);

  private final Findings findings;
  private final LimitField field;
  private final Field entry;
  private final @Nullable Window companion;

  /**
   * @param companion the window that a field of its own states, or null
   */
  LimitReader(Findings findings, LimitField field, Field entry, @Nullable Window companion) {
    this.findings = findings;
    this.field = field;
    this.entry = entry;
    this.companion = companion;
  }

  /** The window that a field such as {@code logWindow} states. */
  record Window(Field field, long nanos) {}

  Limit read() throws ProfileException {
    Limit limit = value();
    String file = findings.file().substring(findings.file().lastIndexOf('/') + 1);
    return limit.from(file + ":" + entry.key().line() + " " + field.name());
  }

  private Limit value() throws ProfileException {
    if (entry.value() instanceof Mapping mapping) {
      return longForm(mapping);
    }
    if (!(entry.value() instanceof Scalar scalar) || scalar.isEmpty()) {
      throw Shapes.wrong(findings, entry, "an amount or a map with [hard]");
    }
    if (scalar.text().indexOf('/') >= 0) {
      return rate(scalar);
    }
    long windowNanos = windowNanos(null);
    return admitted(windowed(Limit.hard(amount(entry, windowNanos)), windowNanos));
  }

  private Limit rate(Scalar scalar) throws ProfileException {
    if (field.form() != Form.WINDOW) {
      String why =
          field.form() == Form.TOTAL ? "a total has no window" : "what is held has no rate";
      throw findings.error(scalar, Codes.WRONG_UNIT, named("rate", scalar) + ", " + why);
    }
    if (companion != null) {
      throw twoWindows(scalar);
    }
    try {
      Rate rate = Quantity.parseRate(scalar.text(), field.unit());
      WindowField.check(findings, scalar, field.name(), rate.windowNanos());
      return admitted(windowed(Limit.hard(rate.amount()), rate.windowNanos()));
    } catch (QuantityException e) {
      throw findings.error(scalar, field.name(), e);
    }
  }

  private Limit longForm(Mapping mapping) throws ProfileException {
    LongForm form = new LongForm();
    for (Field part : mapping.fields()) {
      switch (part.name()) {
        case "hard" -> form.hard = part;
        case "soft" -> form.soft = part;
        case "window" -> form.window = part;
        case "burst" -> form.burst = part;
        case "overrun" -> form.overrun = part;
        case "maxWait" -> form.maxWait = part;
        default -> findings.unknown(part.key(), "a limit", LONG_FORM);
      }
    }
    if (form.hard == null) {
      throw contradiction(mapping, "has no [hard], the amount that denies");
    }
    long windowNanos = windowNanos(form.window);
    Limit limit = windowed(Limit.hard(amount(form.hard, windowNanos)), windowNanos);
    limit = withBurst(limit, form.burst);
    return admitted(withSoft(limit, form.soft), form);
  }

  private long windowNanos(@Nullable Field window) throws ProfileException {
    if (window != null && field.form() != Form.WINDOW) {
      throw contradiction(window.key(), "has no window, only a field per window has one");
    }
    if (window != null && companion != null) {
      throw twoWindows(window.key());
    }
    if (window != null) {
      return WindowField.duration(findings, window);
    }
    if (field.form() != Form.WINDOW) {
      return 0;
    }
    return companion == null ? DEFAULT_WINDOW_NANOS : companion.nanos;
  }

  private ProfileException twoWindows(YamlNode at) {
    String other = companion == null ? "" : companion.field.name();
    return contradiction(at, "has its window twice, here and in [" + other + "]");
  }

  private static Limit windowed(Limit limit, long windowNanos) {
    return windowNanos == 0 ? limit : limit.perWindow(windowNanos);
  }

  private Limit withBurst(Limit limit, @Nullable Field burst) throws ProfileException {
    if (burst == null) {
      return limit;
    }
    if (limit.windowNanos() == 0) {
      throw contradiction(burst.key(), "has no burst, only a field per window has one");
    }
    long amount = amount(burst, limit.windowNanos());
    if (limit.hard() + amount < 0) {
      throw findings.error(
          burst.value(),
          Codes.OUT_OF_RANGE,
          "field [" + field.name() + "], hard and burst together are above the largest amount");
    }
    return limit.withBurst(amount);
  }

  private Limit withSoft(Limit limit, @Nullable Field soft) throws ProfileException {
    if (soft == null) {
      return limit;
    }
    long amount = amount(soft, limit.windowNanos());
    if (amount > limit.hard()) {
      throw contradiction(
          soft.value(),
          "has soft [" + shown(amount) + "] above hard [" + shown(limit.hard()) + "]");
    }
    return limit.withSoft(amount);
  }

  private Limit admitted(Limit limit, LongForm form) throws ProfileException {
    String overrun = form.overrun == null ? "deny" : Shapes.text(findings, form.overrun);
    if (form.overrun != null && !overrun.equals("deny") && !overrun.equals("delay")) {
      throw contradiction(
          form.overrun.value(),
          "has overrun [" + Shown.value(overrun) + "], use [deny] or [delay]");
    }
    if (overrun.equals("deny")) {
      if (form.maxWait != null) {
        throw contradiction(form.maxWait.key(), "has [maxWait] but not [overrun: delay]");
      }
      return admitted(limit);
    }
    if (form.maxWait == null) {
      throw contradiction(entry.value(), "has [overrun: delay] but no [maxWait]");
    }
    return limit.waiting(WindowField.wait(findings, form.maxWait));
  }

  private Limit admitted(Limit limit) {
    return POST_PAID.contains(field.resource()) ? limit.withAdmission(Admission.POST_PAID) : limit;
  }

  private long amount(Field part, long windowNanos) throws ProfileException {
    String text = Shapes.text(findings, part);
    try {
      return Math.multiplyExact(Quantity.parse(text, field.unit(), windowNanos), field.scale());
    } catch (QuantityException e) {
      throw findings.error(part.value(), field.name(), e);
    } catch (ArithmeticException tooManyPages) {
      throw findings.error(
          part.value(),
          Codes.OUT_OF_RANGE,
          "field [" + field.name() + "], amount [" + Shown.value(text) + "] of pages is too large");
    }
  }

  private String shown(long amount) {
    return Quantity.format(amount / field.scale(), field.unit());
  }

  private String named(String what, Scalar value) {
    return "field [" + field.name() + "], " + what + " [" + Shown.value(value.text()) + "]";
  }

  private ProfileException contradiction(YamlNode at, String text) {
    return findings.error(at, Codes.CONTRADICTION, "field [" + field.name() + "] " + text);
  }

  /** The parts of the long form that are there. */
  private static final class LongForm {
    @Nullable Field hard;
    @Nullable Field soft;
    @Nullable Field window;
    @Nullable Field burst;
    @Nullable Field overrun;
    @Nullable Field maxWait;
  }
}
