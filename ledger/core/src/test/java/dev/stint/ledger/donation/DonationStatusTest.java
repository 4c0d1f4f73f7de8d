package dev.stint.ledger.donation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.stint.ledger.Binder;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Snapshots;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is shown of donations, and what their types show. */
class DonationStatusTest {
  private static final Set<Class<?>> FORBIDDEN =
      Set.of(
          Scope.class,
          Ledger.class,
          Ledgers.class,
          Reservation.class,
          Binder.class,
          Donations.class,
          ServiceAccount.class,
          ServiceEntry.class);

  @Test
  @Tag("C-D4")
  @Tag("C-D5")
  @Tag("C-P6")
  void handles_giveOutNoScopeLedgerOrAccount() {
    for (Class<?> type :
        List.of(
            Donation.class,
            Spent.class,
            Recall.class,
            Offer.class,
            CallEnvelope.class,
            DonationView.class)) {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          assertThat(FORBIDDEN).as("%s", method).doesNotContain(method.getReturnType());
        }
      }
    }
  }

  @Test
  @Tag("P32")
  void wallClock_isReadForDisplayAlone() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.stint.ledger.donation")
        .and(not(DonationView.class))
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(
            new ClassFileImporter()
                .withImportOption(
                    new com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests())
                .importPackages("dev.stint.ledger.donation"));
  }

  private static DescribedPredicate<JavaClass> not(Class<?> type) {
    return DescribedPredicate.describe("not " + type, c -> !c.isEquivalentTo(type));
  }

  @Test
  void section_listsFiguresAndTheOldest() {
    DonationGraph graph = new DonationGraph();
    Snapshots snapshots = new Snapshots(graph.ledgers);
    snapshots.add(new DonationSection(graph.donations));
    Donation donation = graph.donate(Resource.NET_OUT, 100).orThrow();
    donation.spend(30);
    graph.now.set(600);

    Object section = snapshots.snapshot().sections().get("donations");

    assertThat(section)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("live", 1)
        .containsEntry("refused", 0L)
        .containsEntry(
            "figures",
            List.of(
                Map.of(
                    "donor",
                    "system/alice/s1",
                    "resource",
                    "net.out",
                    "donated",
                    100L,
                    "spent",
                    30L,
                    "returned",
                    0L,
                    "outstanding",
                    70L),
                Map.of(
                    "receiver",
                    "system/db",
                    "resource",
                    "net.out",
                    "donated",
                    100L,
                    "spent",
                    30L,
                    "returned",
                    0L,
                    "outstanding",
                    70L)));
    DonationView oldest = graph.donations.live(1).get(0);
    assertThat(oldest.ageNanos()).isEqualTo(600);
    assertThat(oldest.leftNanos()).isEqualTo(400);
    assertThat(oldest.outstanding()).isEqualTo(70);
  }

  @Test
  void live_areListedByAge_andBounded() {
    DonationGraph graph = new DonationGraph();
    for (int i = 0; i < 5; i++) {
      graph.donate(Resource.NET_OUT, 1).orThrow();
    }

    assertThat(graph.donations.live(3)).extracting(DonationView::id).containsExactly(1L, 2L, 3L);
  }
}
