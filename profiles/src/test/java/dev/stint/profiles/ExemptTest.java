package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code unlimited} asks for an exemption. */
class ExemptTest {
  @Test
  void field_thatIsUnlimited_isARequestWithAWarning() throws Exception {
    ProfileDocument document = Yaml.limits("threadLimit: unlimited");

    assertThat(document.defaults().exempt()).isEqualTo(Set.of(Resource.THREADS));
    assertThat(document.defaults().limits()).isEmpty();
    assertThat(document.warnings())
        .extracting(ProfileProblem::message)
        .containsExactly(
            "p.yaml:4:16: field [threadLimit] is [unlimited], a broker binds that only with the"
                + " capability to exempt (STINT-P014)");
  }

  @Test
  void field_ofEveryResource_mayBeUnlimited() throws Exception {
    for (LimitField field : LimitField.fields()) {
      ResourceProfile profile = Yaml.limits(field.name() + ": unlimited").defaults();

      assertThat(profile.exempt()).as(field.name()).isEqualTo(Set.of(field.resource()));
      assertThat(profile.limits()).isEmpty();
    }
  }

  @Test
  void unlimited_inAFileThatExtends_replacesTheLimit() throws Exception {
    ResourceProfile defaults =
        Yaml.read(Yaml.HEAD + "extends: guest\ndefault: {socketLimit: unlimited}").defaults();

    assertThat(defaults.exempt()).isEqualTo(Set.of(Resource.SOCKETS));
    assertThat(defaults.limits()).doesNotContainKey(Resource.SOCKETS);
    assertThat(defaults.replaced(Resource.SOCKETS)).hasSize(1);
  }

  @Test
  void limit_inAFileThatExtends_replacesTheExemption() throws Exception {
    ResourceProfile defaults =
        Yaml.read(
                Yaml.HEAD
                    + "networkProfiles: {a: {socketLimit: unlimited, fdLimit: unlimited}}\n"
                    + "default: {socketLimit: 3, networkProfile: a}")
            .defaults();

    assertThat(defaults.exempt()).isEqualTo(Set.of(Resource.FDS));
    assertThat(defaults.limits()).containsOnlyKeys(Resource.SOCKETS);
    assertThat(defaults.replaced(Resource.SOCKETS)).isEmpty();
  }

  @Test
  void unlimited_inAnyOtherPlaceOrSpelling_isRefused() {
    String advice = " stands for no limit, leave the field out to inherit instead (STINT-P014)";

    assertThat(Yaml.limitRefusal("threadLimit: {hard: unlimited}"))
        .isEqualTo("p.yaml:4:23: field [threadLimit], amount [unlimited]" + advice);
    assertThat(Yaml.limitRefusal("threadLimit: Unlimited"))
        .isEqualTo("p.yaml:4:16: field [threadLimit], amount [Unlimited]" + advice);
    assertThat(Yaml.limitRefusal("fuelPerWindow: unlimited/s"))
        .isEqualTo("p.yaml:4:18: field [fuelPerWindow], amount [unlimited]" + advice);
  }

  @Test
  void window_besideUnlimited_limitsNothing() {
    assertThat(Yaml.limitRefusal("cpuWindowUs: 100000\n  cpuBudgetUsPerWindow: unlimited"))
        .isEqualTo(
            "p.yaml:4:3: field [cpuWindowUs] limits nothing beside [cpuBudgetUsPerWindow:"
                + " unlimited] (STINT-P015)");
  }

  @Test
  void exemption_printed_readsBack() throws Exception {
    String printed =
        ProfilePrinter.print(Yaml.limits("fuelTotal: unlimited\n  threadLimit: unlimited"));

    assertThat(printed)
        .endsWith("default:\n  fuelPerWindow: unlimited\n  threadLimit: unlimited\n");
    assertThat(Yaml.read(printed).defaults().exempt())
        .isEqualTo(Set.of(Resource.FUEL, Resource.THREADS));
  }
}
