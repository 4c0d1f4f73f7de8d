package dev.stint.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Contract 2, what is known only afterwards (exact bytes, CPU, bytes read): recording never fails,
 * what lies above hard is debt, and nothing new is admitted until credit has repaid it.
 */
class PostPaidContractTest {
  private static final Resource CPU = Resource.CPU_TIME;
  private static final long WINDOW = 160;

  private final Host host = new Host();
  private final Ledger ledger = host.alice.ledger(CPU);

  PostPaidContractTest() {
    Limit limit = Limit.hard(100).perWindow(WINDOW).withAdmission(Admission.POST_PAID);
    host.limit(host.alice, CPU, limit);
  }

  @Test
  void whatLiesAboveHard_isDebt_andUsedWithoutDebtNeverPassesHard() {
    host.session.record(CPU, 90);
    assertThat(ledger.excess()).isZero();

    host.session.record(CPU, 40);

    assertThat(ledger.used()).isEqualTo(130);
    assertThat(ledger.excess()).isEqualTo(30);
    assertThat(ledger.used() - ledger.excess()).isEqualTo(100);
  }

  @Test
  @Tag("P51")
  void debt_deniesNewWork_untilTheWindowHasRepaidIt() {
    host.session.record(CPU, 130);
    Denied denied = host.session.charge(CPU, 1);
    assertThat(denied).isNotNull();
    assertThat(denied.retryable()).isTrue();

    host.nanos.set(2 * WINDOW);

    assertThat(ledger.excess()).isZero();
    assertThat(host.session.charge(CPU, 1)).isNull();
  }

  @Test
  @Tag("O-11")
  void whatComesAfterTheEndOfTheSession_isBookedAsLate_andStillPaidByThePrincipal() {
    host.session.record(CPU, 10);
    host.session.close();

    host.session.record(CPU, 5);

    assertThat(host.session.ledger(CPU).used()).isZero();
    assertThat(ledger.used()).isEqualTo(15);
    assertThat(host.alice.children())
        .extracting(Object::toString)
        .containsExactly("system/alice/late");
    assertThat(host.alice.children().get(0).ledger(CPU).used()).isEqualTo(5);
  }
}
