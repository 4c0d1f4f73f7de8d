package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.LimitField.Form;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of every field of the catalogue: read, printed and read again. */
class FieldFormsTest {
  private static final long MILLI = 1_000_000L;

  static List<LimitField> fields() {
    return new ArrayList<>(LimitField.fields());
  }

  private static Limit read(LimitField field, String value) throws ProfileException {
    ResourceProfile profile = Yaml.limits(field.name() + ": " + value).defaults();
    Limit limit = profile.limits().get(field.resource());
    String printed = ProfilePrinter.value(field.resource(), limit);
    ResourceProfile again = Yaml.limits(field.name() + ": " + printed).defaults();
    Limit second = again.limits().get(field.resource());

    assertThat(facts(second)).as(printed).isEqualTo(facts(limit));
    assertThat(ProfilePrinter.value(field.resource(), second)).isEqualTo(printed);
    return limit;
  }

  private static List<Object> facts(Limit limit) {
    return List.of(
        limit.hard(),
        limit.soft(),
        limit.burst(),
        limit.windowNanos(),
        limit.maxWaitNanos(),
        limit.admission(),
        limit.origin());
  }

  @ParameterizedTest
  @MethodSource("fields")
  void softAndOverrun_ofEveryField_areRead(LimitField field) throws Exception {
    Limit limit = read(field, "{hard: 64, soft: 48, overrun: delay, maxWait: 250ms}");

    assertThat(limit.hard()).isEqualTo(64 * field.scale());
    assertThat(limit.soft()).isEqualTo(48 * field.scale());
    assertThat(limit.admission()).isEqualTo(Admission.WAITING);
    assertThat(limit.maxWaitNanos()).isEqualTo(250 * MILLI);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void overrun_thatDenies_isTheSameAsNone(LimitField field) throws Exception {
    Limit denies = read(field, "{hard: 64, overrun: deny}");

    assertThat(facts(denies)).isEqualTo(facts(read(field, "64")));
    assertThat(denies.admission()).isNotEqualTo(Admission.WAITING);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void windowAndBurst_areOfFieldsPerWindowAlone(LimitField field) throws Exception {
    String line = field.name() + ": {hard: 64, window: 5s, burst: 16}";

    if (field.form() == Form.WINDOW) {
      Limit limit = read(field, "{hard: 64, window: 5s, burst: 16}");
      assertThat(limit.windowNanos()).isEqualTo(5_000 * MILLI);
      assertThat(limit.burst()).isEqualTo(16);
      assertThat(facts(read(field, "64/5s")))
          .isEqualTo(facts(read(field, "{hard: 64, window: 5s}")));
      assertThat(read(field, "64").windowNanos()).isEqualTo(1_000 * MILLI);
    } else {
      assertThat(Yaml.limitRefusal(line))
          .contains("field [" + field.name() + "] has no ", "only a field per window has one");
      assertThat(read(field, "64").windowNanos()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void field_limitsItsResource_andNoOther(LimitField field) throws Exception {
    assertThat(Yaml.limits(field.name() + ": 0").defaults().limits())
        .containsOnlyKeys(field.resource());
    assertThat(Resource.byLabel(field.resource().label())).isSameAs(field.resource());
  }
}
