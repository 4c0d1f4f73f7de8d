package dev.stint.ledger.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Denied;
import dev.stint.ledger.DonationExhausted;
import dev.stint.ledger.OverLimit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CallEnvelopeTest {
  private static final Resource TOKENS = Resource.MODEL_TOKENS_OUT;
  private static final Resource SCRATCH = Resource.SCRATCH_BYTES;

  private final DonationGraph graph = new DonationGraph();
  private final CallTerms terms = CallTerms.accepting(TOKENS, SCRATCH);
  private final CallLimits limits =
      CallLimits.within(1_000).with(TOKENS, 100).with(SCRATCH, 4_096).with(Resource.FUEL, 9);

  private CallEnvelope attach(CallTerms to) {
    return graph.donations.attach(graph.session, graph.service, limits, to, 7);
  }

  @Test
  @Tag("O-3")
  @Tag("C-P6")
  void host_attachesWhatTheMethodAccepts_ofTheLimitsForOneCall() {
    CallEnvelope envelope = attach(terms).orThrow();

    assertThat(envelope.callId()).isEqualTo(7);
    assertThat(envelope.donation(TOKENS).amount()).isEqualTo(100);
    assertThat(envelope.donation(SCRATCH).amount()).isEqualTo(4_096);
    assertThat(envelope.donation(Resource.FUEL)).isNull();
    assertThat(graph.used(graph.session, TOKENS)).isEqualTo(100);
    assertThat(graph.used(graph.session, Resource.FUEL)).isZero();
  }

  @Test
  @Tag("O-3")
  void attachment_isAllOrNothing() {
    graph.limit(graph.session, TOKENS, 99);

    CallEnvelope envelope = attach(terms);

    assertThat(envelope.granted()).isFalse();
    assertThat(envelope.denied()).isInstanceOf(OverLimit.class);
    assertThat(envelope.donation(SCRATCH)).isNull();
    assertThat(graph.used(graph.session, SCRATCH)).isZero();
    assertThat(graph.donations.liveCount()).isZero();
    assertThatThrownBy(envelope::orThrow).isInstanceOf(ResourceLimitExceeded.class);
  }

  @Test
  @Tag("O-3")
  void attachment_thatMeetsAFault_leavesNothing() {
    graph.untilFault.set(3);

    assertThatThrownBy(() -> attach(terms)).hasMessageStartingWith("injected");

    assertThat(graph.donations.liveCount()).isZero();
    assertThat(graph.used(graph.session, SCRATCH)).isZero();
    assertThat(graph.used(graph.session, TOKENS)).isZero();
  }

  @Test
  @Tag("C-D6")
  void wholeResult_settlesTheDonations() {
    CallEnvelope envelope = attach(terms);
    envelope.donation(TOKENS).spend(40);

    CallOutcome<String> outcome = envelope.complete("answer");

    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.orThrow()).isEqualTo("answer");
    assertThat(outcome.spent().of(TOKENS)).isEqualTo(40);
    assertThat(graph.used(graph.session, TOKENS)).isEqualTo(40);
    assertThat(graph.used(graph.session, SCRATCH)).isZero();
    assertThat(graph.donations.liveCount()).isZero();
  }

  @Test
  @Tag("O-9")
  @Tag("C-E4")
  void exhaustedCall_ofAMethodThatDeclaresIt_hasAPartWithAmountsAndContinuation() {
    CallEnvelope envelope = attach(terms.withPartial());
    envelope.donation(TOKENS).spend(90);
    Denied why = envelope.donation(TOKENS).spend(20).denied();
    List<String> undone = new ArrayList<>();

    CallOutcome<String> outcome =
        envelope.exhausted(why, "half", "row-17", () -> undone.add("undo"));

    assertThat(undone).isEmpty();
    Partial<String> part = outcome.partial();
    assertThat(part.result()).isEqualTo("half");
    assertThat(part.continuation()).isEqualTo("row-17");
    assertThat(part.spent(TOKENS)).isEqualTo(90);
    assertThat(outcome.denied()).isSameAs(why).isInstanceOf(DonationExhausted.class);
    assertThat(graph.used(graph.session, TOKENS)).isEqualTo(90);
    assertThat(graph.donations.liveCount()).isZero();
  }

  @Test
  @Tag("O-9")
  @Tag("C-E4")
  void exhaustedCall_ofAnyOtherMethod_isDeniedAndUndone() {
    CallEnvelope envelope = attach(terms);
    Spent scratch = envelope.donation(SCRATCH).spend(4_096).orThrow();
    Denied why = envelope.donation(SCRATCH).spend(1).denied();

    CallOutcome<String> outcome =
        envelope.exhausted(why, "half", "row-17", () -> scratch.giveBack());

    assertThat(outcome.complete()).isFalse();
    assertThat(outcome.partial()).isNull();
    assertThatThrownBy(outcome::orThrow)
        .isInstanceOfSatisfying(
            ResourceLimitExceeded.class, e -> assertThat(e.denied()).isSameAs(why));
    assertThat(graph.used(graph.session, SCRATCH)).isZero();
  }

  @Test
  @Tag("C-D6")
  void undoThatFails_stillSettles() {
    CallEnvelope envelope = attach(terms);

    assertThatThrownBy(
            () ->
                envelope.exhausted(
                    envelope.donation(TOKENS).spend(101).denied(),
                    "",
                    "c",
                    () -> {
                      throw new IllegalStateException("undo failed");
                    }))
        .hasMessage("undo failed");

    assertThat(graph.donations.liveCount()).isZero();
    assertThat(graph.used(graph.session, TOKENS)).isZero();
  }

  @Test
  @Tag("O-9")
  void continuation_isBounded() {
    CallEnvelope envelope = attach(terms.withPartial());
    Denied why = envelope.donation(TOKENS).spend(101).denied();

    assertThatThrownBy(() -> envelope.exhausted(why, "", "x".repeat(257), () -> {}))
        .hasMessage("continuation of [257] characters");
    assertThat(graph.donations.liveCount()).isZero();
  }

  @Test
  @Tag("C-D6")
  void cancel_settlesMovedDonationsToo() {
    CallEnvelope envelope = attach(terms);
    Donation moved = envelope.donation(TOKENS).moveTo(graph.service).orThrow();
    moved.spend(3);

    envelope.cancel();

    assertThat(moved.spend(1).granted()).isFalse();
    assertThat(graph.used(graph.session, TOKENS)).isEqualTo(3);
  }
}
