package dev.stint.ledger.donation;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Malformed;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeClosed;
import java.util.ArrayList;
import java.util.List;

/**
 * A donation as its registry knows it, and its place in the tree of the parts made from it.
 *
 * <p>The word that is spent from lies in the current handle. Everything else changes under the
 * monitor of the root of the tree: moving, handing on, settling, late returns. Nothing is called
 * under it that could wait for it, and no clock, audit or listener but by the settlement of the
 * reservation.
 *
 * <p>At all times {@code amount = spent + returned + outstanding}: what the word lost and is not
 * lent to a part is spent here, what is lent is spent or outstanding there.
 */
final class Pot {
  private final Donations home;
  private final Terms terms;
  private final @Nullable Reservation reservation;
  private final @Nullable Pot parent;
  private final Pot root;
  private final int depth;
  private final Sums out;
  private final Spent flowAnswer = Spent.ofFlow();
  private final ScopeHook donorHook = new ScopeHook(this, DonationEnd.DONOR_CLOSED);
  private final List<Pot> parts = new ArrayList<>(0);
  private final Recall recall = new Recall(this);

  /** The handle that works; written under the monitor. */
  private volatile Donation current;

  private ScopeHook hook = new ScopeHook(this, DonationEnd.RECEIVER_CLOSED);
  private volatile Sums in;

  /** What the parts that live were made for. */
  private long lent;

  /** What went back, once it is settled. */
  private long rest;

  /** Of a settled root: what is still held of a stock. */
  private long late;

  private volatile @Nullable DonationEnd end;

  /** A donation with its reservation, or a part of another. The sums have a place for it. */
  Pot(Donations home, Terms terms, Sums out, @Nullable Reservation from, @Nullable Pot parent) {
    this.home = home;
    this.terms = terms;
    this.out = out;
    this.in = home.books().in(terms.receiver().ledger(terms.resource()));
    this.reservation = from;
    this.parent = parent;
    this.root = parent == null ? this : parent.root;
    this.depth = parent == null ? 1 : parent.depth + 1;
    this.current = new Donation(this, 0, terms.receiver(), terms.amount());
    in.begin(terms.amount());
    if (parent == null) {
      out.begin(terms.amount());
    }
  }

  /** Binds its life to those of the scopes; the one that is closing already, or null. */
  @Nullable
  Scope bind() {
    Scope donor = terms.donor();
    if (parent == null && !donor.own(donorHook)) {
      return donor;
    }
    Scope receiver = terms.receiver();
    return receiver.own(hook) ? null : receiver;
  }

  /** Lets the scopes go; again does nothing. */
  void unbind() {
    synchronized (root) {
      terms.donor().disown(donorHook);
      current.receiver().disown(hook);
    }
  }

  /** What a spend answers when it is granted; of a stock the token of what is held. */
  Spent answer(long amount) {
    return isStock() ? Spent.held(this, amount) : flowAnswer;
  }

  private boolean isStock() {
    return terms.resource().kind() == ResourceKind.STOCK;
  }

  boolean isLate() {
    return isLate(home.now());
  }

  boolean isLate(long now) {
    return now - terms.deadlineNanos() >= 0;
  }

  /** Makes a part, lends it the amount, and leaves the beginning of its life to the registry. */
  Offer subDonate(Donation by, Scope to, long amount, long timeoutNanos) {
    home.check(to, timeoutNanos);
    if (amount <= 0) {
      return Offer.of(Malformed.of(by.receiver(), resource(), amount));
    }
    long now = home.now();
    if (isLate(now) || depth >= Donations.DEEPEST || by.left() < amount) {
      return Offer.of(by.refusal(amount));
    }
    Denied full = home.enter(out, by.receiver());
    if (full != null) {
      return Offer.of(full);
    }
    long left = terms.deadlineNanos() - now;
    Terms part = home.terms(this, to, amount, now, Math.min(left, timeoutNanos));
    Pot made = lend(by, part);
    if (made == null) {
      home.leave(out);
      return Offer.of(by.refusal(amount));
    }
    return home.begin(made);
  }

  private @Nullable Pot lend(Donation by, Terms part) {
    synchronized (root) {
      if (current != by || end != null || !by.take(part.amount())) {
        return null;
      }
      Pot made = new Pot(home, part, out, null, this);
      parts.add(made);
      lent += part.amount();
      return made;
    }
  }

  Offer moveTo(Donation by, Scope next) {
    home.check(next, 1);
    if (isLate() || by != current || end != null) {
      return Offer.of(by.refusal(by.left()));
    }
    ScopeHook fresh = new ScopeHook(this, DonationEnd.RECEIVER_CLOSED);
    Donation handle = new Donation(this, by.generation() + 1, next, 0);
    Sums sums = home.books().in(next.ledger(resource()));
    if (!next.own(fresh)) {
      return Offer.of(ScopeClosed.of(by.receiver(), next, resource(), by.left()));
    }
    boolean moved = false;
    try {
      moved = move(by, handle, fresh, sums);
    } finally {
      if (!moved) {
        next.disown(fresh);
      }
    }
    if (!moved) {
      return Offer.of(by.refusal(by.left()));
    }
    home.moved(this, by.receiver(), next);
    return Offer.of(handle);
  }

  private boolean move(Donation by, Donation handle, ScopeHook fresh, Sums sums) {
    synchronized (root) {
      if (current != by || end != null || fresh.closed()) {
        return false;
      }
      by.receiver().disown(hook);
      handle.put(by.endMoved());
      current = handle;
      hook = fresh;
      in.moveAway(terms.amount());
      sums.begin(terms.amount());
      in = sums;
      return true;
    }
  }

  /** A scope that it may not outlive closes. */
  void scopeCloses(ScopeHook closing) {
    synchronized (root) {
      closing.markClosed();
      if (closing != hook && closing != donorHook) {
        return;
      }
    }
    settle(closing.how());
  }

  boolean settle(DonationEnd how) {
    return settle(how, null);
  }

  /**
   * Settles it and its parts; true for the one call that does. When it returns false because it is
   * settled, all effects on the ledgers are done.
   *
   * @param by the handle that asks, which must be the current one, or null
   */
  boolean settle(DonationEnd how, @Nullable Donation by) {
    List<Pot> ended = new ArrayList<>(1);
    synchronized (root) {
      if (end != null || (by != null && by != current)) {
        return false;
      }
      endAll(how, ended);
      try {
        giveRest();
      } finally {
        for (Pot pot : ended) {
          pot.leave();
        }
      }
    }
    home.ended(ended);
    return true;
  }

  /** Ends the parts, then this; the deepest come first in the list. */
  private void endAll(DonationEnd how, List<Pot> ended) {
    long back = 0;
    for (Pot part : parts) {
      part.endAll(DonationEnd.PARENT_ENDED, ended);
      back += part.rest;
    }
    parts.clear();
    lent = 0;
    rest = current.endSettled() + back;
    end = how;
    ended.add(this);
  }

  /** Gives the rest to the donation that this is a part of, or to the ledger of the donor. */
  private void giveRest() {
    Pot above = parent;
    if (above != null) {
      above.parts.remove(this);
      above.lent -= terms.amount();
      above.current.put(rest);
      return;
    }
    Reservation token = reservation;
    if (token != null) {
      long spent = terms.amount() - rest;
      late = isStock() ? spent : 0;
      try {
        if (spent == 0) {
          token.rollback();
        } else {
          token.settle(spent);
        }
      } finally {
        releaseWhenEmpty(token);
      }
    }
  }

  /** Under the monitor, once it is settled. */
  private void leave() {
    unbind();
    in.end(terms.amount() - rest, rest);
    if (parent == null) {
      out.end(terms.amount() - rest, rest);
    }
    home.forget(this, out);
  }

  /** Takes back what was held of a stock. */
  void back(long amount) {
    if (!current.put(amount)) {
      synchronized (root) {
        backLate(amount);
      }
    }
  }

  /** To the nearest donation above that lives, else to the donor. */
  private void backLate(long amount) {
    for (Pot at = this; at != null; at = at.parent) {
      if (at.end == null) {
        at.current.put(amount);
        return;
      }
      at.rest += amount;
      at.in.back(amount);
    }
    root.out.back(amount);
    root.late -= amount;
    Reservation token = root.reservation;
    if (token != null) {
      releaseWhenEmpty(token);
    }
  }

  /**
   * A reservation ends in one piece: what is still held after the settlement goes back with the
   * last part of it, so the donor never pays for less than what is held.
   */
  private void releaseWhenEmpty(Reservation token) {
    if (root.late == 0 && isStock()) {
      token.release();
    }
  }

  long spent() {
    synchronized (root) {
      return spentNow();
    }
  }

  private long spentNow() {
    if (end != null) {
      return terms.amount() - rest;
    }
    long spent = terms.amount() - lent - current.left();
    for (Pot part : parts) {
      spent += part.spentNow();
    }
    return spent;
  }

  DonationView view(long now) {
    synchronized (root) {
      return new DonationView(this, terms, current, spentNow(), rest, end, now);
    }
  }

  /** Whether the sums count it as their own, as those of the donor or of the receiver. */
  boolean isOf(Sums sums) {
    return (parent == null && sums == out) || sums == in;
  }

  Sums in() {
    return in;
  }

  Sums out() {
    return out;
  }

  Donation current() {
    return current;
  }

  void countRefused() {
    home.countRefused();
  }

  Terms terms() {
    return terms;
  }

  long id() {
    return terms.id();
  }

  /** The donation that it is a part of, or 0. */
  long parentId() {
    return parent == null ? 0 : parent.terms.id();
  }

  boolean isRoot() {
    return parent == null;
  }

  long callId() {
    return terms.callId();
  }

  Resource resource() {
    return terms.resource();
  }

  long amount() {
    return terms.amount();
  }

  long deadlineNanos() {
    return terms.deadlineNanos();
  }

  int generation() {
    return current.generation();
  }

  int depth() {
    return depth;
  }

  @Nullable
  DonationEnd end() {
    return end;
  }

  Recall recall() {
    return recall;
  }
}
