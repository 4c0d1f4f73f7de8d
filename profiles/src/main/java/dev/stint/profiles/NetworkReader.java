package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.net.Rate;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads one definition below {@code networkProfiles:}. Mutable, for one definition. */
final class NetworkReader {
  private static final Map<String, String> PER_PREFIX = Shapes.names("connections", "rates");

  private final Findings findings;
  private final ProfileHeader header;
  private @Nullable List<Peer> allow;
  private @Nullable Map<String, Integer> connections;
  private @Nullable Map<String, Rate> rates;

  NetworkReader(Findings findings, ProfileHeader header) {
    this.findings = findings;
    this.header = header;
  }

  NetworkProfile read(String name, Mapping mapping) throws ProfileException {
    LimitsReader limits = new LimitsReader(findings);
    for (Field field : mapping.fields()) {
      switch (field.name()) {
        case "allow" -> allow = peers(field);
        case "perPrefix" -> perPrefix(Shapes.mapping(findings, field));
        default -> {
          if (!LimitField.isOfNetwork(field.name()) || !limits.accept(field)) {
            findings.unknown(field.key(), "a network profile", LimitField.spellingsOfNetwork());
          }
        }
      }
    }
    Section section = new Section(limits.settings(), null, null);
    ResourceProfile profile = new ResourceProfile(header, section, null);
    return new NetworkProfile(name, profile, allow, connections, rates);
  }

  private List<Peer> peers(Field field) throws ProfileException {
    List<Peer> peers = new ArrayList<>();
    for (Scalar item : Shapes.texts(findings, field)) {
      peers.add(PeerReader.read(findings, item));
    }
    return peers;
  }

  private void perPrefix(Mapping mapping) throws ProfileException {
    PrefixReader reader = new PrefixReader(findings);
    for (Field field : mapping.fields()) {
      switch (field.name()) {
        case "connections" -> connections = reader.connections(field);
        case "rates" -> rates = reader.rates(field);
        default -> findings.unknown(field.key(), "a perPrefix", PER_PREFIX);
      }
    }
  }
}
