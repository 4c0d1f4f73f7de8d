package dev.stint.ledger.donation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Denied;
import dev.stint.ledger.DonationExhausted;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Stale;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random trees of donations, with every way to end them, against a plain model. */
class DonationModelTest {
  private static final Resource[] RESOURCES = {Resource.MODEL_TOKENS_IN, Resource.SCRATCH_BYTES};
  private static final int DONORS = 3;
  private static final int RECEIVERS = 3;
  private static final long HARD = 400;

  @Test
  @Tag("P28")
  @Tag("P29")
  @Tag("P30")
  @Tag("P32")
  void donations_equalTheModel_afterEveryStep() {
    Trace.check(60, 200, 16, ops -> new Run().play(ops));
  }

  private record Handle(Donation donation, DonationModel model, int generation) {}

  private record Held(Spent token, DonationModel model, long amount) {}

  private static final class Run {
    private final DonationGraph graph = new DonationGraph();
    private final Scope[] donors = new Scope[DONORS];
    private final Scope[] receivers = new Scope[RECEIVERS];
    private final List<DonationModel> models = new ArrayList<>();
    private final List<Handle> handles = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final List<DonationModel> offered = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();

    /** What closed sessions have spent of a flow stays with the principal. */
    private long spentByTheDead;

    Run() {
      for (int i = 0; i < DONORS; i++) {
        openDonor(i);
      }
      for (int i = 0; i < RECEIVERS; i++) {
        openReceiver(i);
      }
      graph.limit(graph.alice, Resource.MODEL_TOKENS_IN, 50 * HARD);
      graph.limit(graph.alice, Resource.SCRATCH_BYTES, 2 * HARD);
    }

    private void openDonor(int i) {
      donors[i] = graph.alice.child(ScopeKind.SESSION, "donor-" + i);
      for (Resource resource : RESOURCES) {
        graph.limit(donors[i], resource, HARD);
      }
    }

    private void openReceiver(int i) {
      receivers[i] = graph.service.child(ScopeKind.SERVICE, "receiver-" + i);
    }

    void play(List<Trace.Op> ops) {
      for (Trace.Op op : ops) {
        step(op);
        check();
      }
    }

    private void step(Trace.Op op) {
      switch (op.kind()) {
        case 0, 1 -> donate(op);
        case 2, 3, 4, 5 -> spend(op);
        case 6, 7 -> subDonate(op);
        case 8 -> move(op);
        case 9 -> settle(op);
        case 10 -> recall(op);
        case 11, 12 -> giveBack(op);
        case 13 -> tick(op);
        case 14 -> expire();
        default -> closeScope(op);
      }
    }

    private void donate(Trace.Op op) {
      int donor = op.a() % DONORS;
      int receiver = op.b() % RECEIVERS;
      boolean stock = op.c() % 2 == 0;
      Resource resource = RESOURCES[stock ? 1 : 0];
      long amount = 1 + op.c() % 150;
      long timeout = 1 + op.a() % 500;
      boolean fits =
          charged(donor, stock) + amount <= HARD
              && principal(stock) + amount <= (stock ? 2 : 50) * HARD;
      Offer offer =
          graph.donations.donate(
              donors[donor], receivers[receiver], resource, amount, timeout, models.size());
      assertThat(offer.granted()).as("%s: %s", op, offer.denied()).isEqualTo(fits);
      if (fits) {
        add(offer, new DonationModel(null, donor, receiver, stock, amount, now() + timeout));
      }
    }

    private void add(Offer offer, DonationModel model) {
      models.add(model);
      handles.add(new Handle(offer.orThrow(), model, 0));
      offers.add(offer);
      offered.add(model);
    }

    private long now() {
      return graph.now.get();
    }

    private static boolean works(Handle handle, long now) {
      DonationModel model = handle.model();
      return model.live && model.generation == handle.generation() && now < model.deadline;
    }

    private void spend(Trace.Op op) {
      if (handles.isEmpty()) {
        return;
      }
      Handle handle = handles.get(op.a() % handles.size());
      DonationModel model = handle.model();
      long amount = op.b() % 60;
      boolean fits = works(handle, now()) && amount <= model.free();
      Spent spent = handle.donation().spend(amount);
      assertThat(spent.granted()).as("%s: %s", op, spent.denied()).isEqualTo(fits);
      if (fits) {
        model.burnt += amount;
        held.add(new Held(spent, model, amount));
      } else {
        numbers(spent.denied(), handle, amount);
      }
    }

    private void numbers(Denied denied, Handle handle, long amount) {
      assertThat(denied.requested()).isEqualTo(amount);
      if (denied instanceof Stale stale) {
        assertThat(stale.have()).isEqualTo(handle.generation());
        assertThat(stale.want()).isEqualTo(handle.model().generation);
        return;
      }
      assertThat(denied).isInstanceOf(DonationExhausted.class);
      assertThat(((DonationExhausted) denied).donated()).isEqualTo(handle.model().amount);
    }

    private void subDonate(Trace.Op op) {
      if (handles.isEmpty()) {
        return;
      }
      Handle handle = handles.get(op.a() % handles.size());
      DonationModel model = handle.model();
      int receiver = op.b() % RECEIVERS;
      long amount = 1 + op.c() % 60;
      long timeout = 1 + op.b() % 700;
      boolean fits = works(handle, now()) && amount <= model.free() && model.depth() < 8;
      Offer offer = handle.donation().subDonate(receivers[receiver], amount, timeout);
      assertThat(offer.granted()).as("%s: %s", op, offer.denied()).isEqualTo(fits);
      if (fits) {
        long deadline = Math.min(model.deadline, now() + timeout);
        assertThat(offer.orThrow().deadlineNanos()).isEqualTo(deadline);
        DonationModel part =
            new DonationModel(model, model.donor, receiver, model.stock, amount, deadline);
        model.parts.add(part);
        add(offer, part);
      }
    }

    private void move(Trace.Op op) {
      if (handles.isEmpty()) {
        return;
      }
      Handle handle = handles.get(op.a() % handles.size());
      boolean fits = works(handle, now());
      int receiver = op.b() % RECEIVERS;
      Offer offer = handle.donation().moveTo(receivers[receiver]);
      assertThat(offer.granted()).as("%s: %s", op, offer.denied()).isEqualTo(fits);
      if (fits) {
        handle.model().generation++;
        handle.model().receiver = receiver;
        handles.add(new Handle(offer.orThrow(), handle.model(), handle.model().generation));
      }
    }

    private void settle(Trace.Op op) {
      if (handles.isEmpty()) {
        return;
      }
      Handle handle = handles.get(op.a() % handles.size());
      DonationModel model = handle.model();
      boolean first = model.live && model.generation == handle.generation();
      assertThat(handle.donation().settle()).isEqualTo(first);
      if (first) {
        model.settle();
      }
    }

    private void recall(Trace.Op op) {
      if (offers.isEmpty()) {
        return;
      }
      int index = op.a() % offers.size();
      DonationModel model = offered.get(index);
      assertThat(offers.get(index).recall().cancel()).isEqualTo(model.live);
      model.settle();
    }

    private void giveBack(Trace.Op op) {
      if (held.isEmpty()) {
        return;
      }
      Held token = held.remove(op.a() % held.size());
      assertThat(token.token().giveBack()).isEqualTo(token.model().stock);
      assertThat(token.token().giveBack()).isFalse();
      if (token.model().stock) {
        token.model().back(token.amount());
      }
    }

    private void tick(Trace.Op op) {
      graph.now.addAndGet(op.a() % 120);
    }

    private void expire() {
      graph.donations.settleExpired(now());
      for (DonationModel model : models) {
        if (now() >= model.deadline) {
          model.settle();
        }
      }
    }

    private void closeScope(Trace.Op op) {
      int index = op.b() % 3;
      if (op.a() % 2 == 0) {
        closeDonor(index);
      } else {
        receivers[index].close();
        for (DonationModel model : models) {
          if (model.receiver == index) {
            model.settle();
          }
        }
        openReceiver(index);
      }
    }

    private void closeDonor(int index) {
      donors[index].close();
      for (DonationModel model : models) {
        if (model.donor == index && model.donorOpen) {
          model.settle();
          spentByTheDead += model.parent == null && !model.stock ? model.charged : 0;
          model.charged = 0;
          model.donorOpen = false;
        }
      }
      openDonor(index);
    }

    /** What the donor's ledger must hold: live donations whole, settled ones by what they spent. */
    private long charged(int donor, boolean stock) {
      long sum = 0;
      for (DonationModel model : models) {
        if (model.parent == null && model.donor == donor && model.stock == stock) {
          sum += model.live ? model.amount : model.charged;
        }
      }
      return sum;
    }

    private long principal(boolean stock) {
      long sum = stock ? 0 : spentByTheDead;
      for (int donor = 0; donor < DONORS; donor++) {
        sum += charged(donor, stock);
      }
      return sum;
    }

    private void check() {
      for (int i = 0; i < RESOURCES.length; i++) {
        Resource resource = RESOURCES[i];
        boolean stock = i == 1;
        for (int donor = 0; donor < DONORS; donor++) {
          assertThat(graph.used(donors[donor], resource)).isEqualTo(charged(donor, stock));
          figures(donor, resource, stock);
        }
        assertThat(graph.used(graph.alice, resource)).isEqualTo(principal(stock));
        assertThat(graph.used(graph.service, resource)).isZero();
      }
      long live = models.stream().filter(m -> m.live).count();
      assertThat(graph.donations.liveCount()).isEqualTo((int) live);
      assertThat(graph.donations.live(1_000)).hasSize((int) live);
      for (Handle handle : handles) {
        boolean current = handle.model().generation == handle.generation();
        assertThat(handle.donation().left()).isEqualTo(current ? handle.model().free() : 0);
      }
      assertThat(graph.ledgers.faults()).isZero();
    }

    private void figures(int donor, Resource resource, boolean stock) {
      long donated = 0;
      long spent = 0;
      long open = 0;
      for (DonationModel model : models) {
        boolean here = model.donor == donor && model.stock == stock && model.donorOpen;
        if (here && model.parent == null) {
          donated += model.amount;
          spent += model.spent();
          open += model.live ? model.amount - model.spent() : 0;
        }
      }
      DonationFigures figures = graph.donations.donatedOut(donors[donor], resource);
      assertThat(figures.donated()).isEqualTo(donated);
      assertThat(figures.spent()).isEqualTo(spent);
      assertThat(figures.outstanding()).isEqualTo(open);
      assertThat(figures.spent() + figures.returned() + figures.outstanding()).isEqualTo(donated);
    }
  }
}
