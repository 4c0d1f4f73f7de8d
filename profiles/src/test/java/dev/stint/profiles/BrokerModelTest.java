package dev.stint.profiles;

import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Stale;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random binds, changes, revocations, renewals and charges by two brokers on a small tree, against
 * a plain model of what each of them wants.
 */
class BrokerModelTest {
  private static final List<Resource> SOME = List.of(THREADS, SOCKETS);
  private static final String[] BROKERS = {"agent", "host"};
  private static final String[] PROFILES = {"p", "q"};

  @Test
  @Tag("P21")
  @Tag("P22")
  @Tag("P23")
  @Tag("P24")
  void limits_epochsAndVerdicts_areThoseOfThePlainModel() {
    Worlds.check("broker against its model", 80, 40, Play::new);
  }

  /** What a broker wants at a scope. */
  private static final class Want {
    String profile = "change";
    long epoch;
    boolean revoked;
    final Map<Resource, Long> hard = new EnumMap<>(Resource.class);
  }

  private static final class Place {
    final Scope scope;
    final Place above;
    final Map<String, Want> wants = new LinkedHashMap<>();
    final Map<Resource, Long> used = new EnumMap<>(Resource.class);
    String owner;
    long epoch;

    Place(Scope scope, Place above) {
      this.scope = scope;
      this.above = above;
      SOME.forEach(each -> used.put(each, 0L));
    }

    /** The least of those that are revoked, else of all; null for none. */
    Long hard(Resource resource) {
      boolean revoked = isRevoked(resource);
      return wants.values().stream()
          .filter(want -> want.revoked || !revoked)
          .map(want -> want.hard.get(resource))
          .filter(Objects::nonNull)
          .min(Long::compare)
          .orElse(null);
    }

    /** Of revoked wants, the limit is shown and admits nothing. */
    boolean isRevoked(Resource resource) {
      return wants.values().stream().anyMatch(w -> w.revoked && w.hard.containsKey(resource));
    }

    boolean admits(Resource resource, long amount) {
      Long hard = hard(resource);
      return !isRevoked(resource) && (hard == null || used.get(resource) + amount <= hard);
    }
  }

  private static final class Play implements Worlds.World {
    final Graph graph = new Graph();
    final List<Place> places = new ArrayList<>();
    final Map<String, Long> bound = new HashMap<>();
    final Map<String, Long> floors = new HashMap<>();

    Play() {
      Place system = add(graph.ledgers.system(), null);
      Place alice = add(graph.ledgers.principal("alice"), system);
      add(graph.ledgers.principal("bob"), system);
      add(alice.scope.child(ScopeKind.SESSION, "s1"), alice);
      add(alice.scope.child(ScopeKind.SESSION, "s2"), alice);
    }

    private Place add(Scope scope, Place above) {
      Place place = new Place(scope, above);
      places.add(place);
      return place;
    }

    @Override
    public void step(SplittableRandom random, StringBuilder log) throws Exception {
      Place place = places.get(random.nextInt(places.size()));
      String broker = BROKERS[random.nextInt(2)];
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> bind(random, place, broker, log);
        case 3 -> change(random, place, broker, log);
        case 4 -> revoke(random, broker, log);
        default -> charge(random, place, log);
      }
      compare();
    }

    private void bind(SplittableRandom random, Place place, String broker, StringBuilder log)
        throws Exception {
      String profile = PROFILES[random.nextInt(2)];
      long epoch = random.nextInt(6);
      Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
      for (Resource each : SOME) {
        if (random.nextInt(3) > 0) {
          limits.put(each, Limit.hard(random.nextInt(12)));
        }
      }
      log.append(broker).append(" binds ").append(place.scope).append(' ');
      log.append(profile).append(epoch).append(' ');
      limits.forEach((r, limit) -> log.append(r).append('=').append(limit.hard()).append(' '));
      ResourceProfile wanted = Graph.profile(profile, epoch, limits);
      String code = verdict(place, broker, profile, epoch, limits);
      bind(place, broker, wanted, code);
      if (code.isEmpty()) {
        Want want = place.wants.computeIfAbsent(broker, name -> new Want());
        want.profile = profile;
        want.epoch = epoch;
        want.revoked = false;
        want.hard.clear();
        limits.forEach((r, limit) -> want.hard.put(r, limit.hard()));
        bound.put(broker + profile, epoch);
        own(place, broker, Math.max(1, epoch));
        Map<String, String> once = graph.state();
        bind(place, broker, wanted, "");
        assertThat(graph.state()).as("bound twice").isEqualTo(once);
      }
    }

    /** With an audit that looks at the limits when it is called. */
    private void bind(Place place, String broker, ResourceProfile wanted, String code)
        throws Exception {
      Map<String, String> before = graph.state();
      int ledgers = place.scope.ledgers().size();
      graph.look =
          detail -> {
            if (!detail.startsWith("overcommitted: ")) {
              assertThat(graph.state()).as("audited before: %s", detail).isEqualTo(before);
            }
          };
      String answer = "";
      try {
        new Broker(graph.ledgers, broker).bind(place.scope, wanted, false);
      } catch (ProfileException e) {
        answer = e.code();
      } finally {
        graph.look = detail -> {};
      }
      assertThat(answer).isEqualTo(code);
      if (!code.isEmpty()) {
        assertThat(graph.state()).isEqualTo(before);
        assertThat(place.scope.ledgers()).as("no ledger is made").hasSize(ledgers);
      }
    }

    private void own(Place place, String broker, long epoch) {
      if (place.owner == null) {
        place.owner = broker;
      }
      if (place.owner.equals(broker)) {
        place.epoch = epoch;
      }
    }

    private String verdict(
        Place place, String broker, String profile, long epoch, Map<Resource, Limit> limits) {
      if (epoch < bound.getOrDefault(broker + profile, 0L)) {
        return Codes.STALE_EPOCH;
      }
      if (epoch < floors.getOrDefault(broker + profile, 0L)) {
        return Codes.REVOKED;
      }
      Want want = place.wants.get(broker);
      if (want != null && Math.max(1, epoch) < Math.max(1, want.epoch)) {
        return Codes.STALE_AT_SCOPE;
      }
      return isAbove(place, limits) ? Codes.ABOVE_PARENT : "";
    }

    private static boolean isAbove(Place place, Map<Resource, Limit> limits) {
      for (Place above = place.above; above != null; above = above.above) {
        for (Map.Entry<Resource, Limit> each : limits.entrySet()) {
          Long hard = above.hard(each.getKey());
          if (hard != null && each.getValue().hard() > hard) {
            return true;
          }
        }
      }
      return false;
    }

    private void change(SplittableRandom random, Place place, String broker, StringBuilder log)
        throws Exception {
      Resource resource = SOME.get(random.nextInt(SOME.size()));
      Limit limit = random.nextInt(4) == 0 ? null : Limit.hard(random.nextInt(12)).from("live");
      log.append(broker).append(" changes ").append(place.scope).append(' ').append(resource);
      log.append('=').append(limit == null ? "-" : limit.hard());
      Want want = place.wants.get(broker);
      String code = limit != null && isAbove(place, Map.of(resource, limit)) ? "STINT-P016" : "";
      code = code.isEmpty() && want != null && want.revoked ? "STINT-P032" : code;
      Map<String, String> before = graph.state();
      String answer = "";
      try {
        new Broker(graph.ledgers, broker).change(place.scope, resource, limit);
      } catch (ProfileException e) {
        answer = e.code();
      }
      assertThat(answer).isEqualTo(code);
      if (!code.isEmpty()) {
        assertThat(graph.state()).isEqualTo(before);
        return;
      }
      Want next = place.wants.computeIfAbsent(broker, name -> new Want());
      if (limit == null) {
        next.hard.remove(resource);
      } else {
        next.hard.put(resource, limit.hard());
      }
      own(place, broker, Math.max(1, next.epoch));
    }

    private void revoke(SplittableRandom random, String broker, StringBuilder log) {
      String profile = PROFILES[random.nextInt(2)];
      long epoch = random.nextInt(4);
      log.append(broker).append(" revokes ").append(profile).append(" below ").append(epoch);
      Revocation revocation = new Broker(graph.ledgers, broker).revoke(profile, epoch);
      floors.merge(broker + profile, epoch, Math::max);
      int scopes = 0;
      for (Place place : places) {
        Want want = place.wants.get(broker);
        if (want != null && want.profile.equals(profile) && want.epoch < epoch && !want.revoked) {
          want.revoked = true;
          scopes++;
        }
      }
      assertThat(revocation.scopes()).isEqualTo(scopes);
    }

    private void charge(SplittableRandom random, Place place, StringBuilder log) {
      Resource resource = SOME.get(random.nextInt(SOME.size()));
      long held = place.used.get(resource) - below(place, resource);
      long amount = 1 + random.nextInt(4);
      boolean gives = held >= amount && random.nextBoolean();
      log.append(place.scope).append(gives ? " gives " : " takes ").append(amount).append(resource);
      if (gives) {
        place.scope.refund(resource, amount);
        add(place, resource, -amount);
        return;
      }
      boolean fits = true;
      boolean ended = false;
      for (Place each = place; each != null; each = each.above) {
        fits &= each.admits(resource, amount);
        ended |= each.isRevoked(resource);
      }
      Object denied = place.scope.charge(resource, amount);
      assertThat(denied == null).as("admitted").isEqualTo(fits);
      if (denied instanceof Stale) {
        assertThat(ended).as("ended").isTrue();
      }
      if (fits) {
        add(place, resource, amount);
      }
    }

    private long below(Place place, Resource resource) {
      long sum = 0;
      for (Place each : places) {
        sum += each.above == place ? each.used.get(resource) : 0;
      }
      return sum;
    }

    private static void add(Place place, Resource resource, long amount) {
      for (Place each = place; each != null; each = each.above) {
        each.used.merge(resource, amount, Long::sum);
      }
    }

    private void compare() {
      for (Place place : places) {
        for (Ledger ledger : place.scope.ledgers()) {
          Resource resource = ledger.resource();
          Limit limit = ledger.limit();
          assertThat(limit == null ? null : limit.hard())
              .as("limit of %s", ledger)
              .isEqualTo(place.hard(resource));
          assertThat(ledger.used()).as("use of %s", ledger).isEqualTo(place.used.get(resource));
          if (limit != null) {
            assertThat(ledger.binding().limit()).isSameAs(limit);
            assertThat(ledger.binding().auditId()).isPositive();
            assertThat(place.wants).containsKey(ledger.binding().approver());
          }
        }
        if (place.owner != null) {
          assertThat(place.scope.epoch()).as("epoch of %s", place.scope).isEqualTo(place.epoch);
        }
      }
    }
  }
}
