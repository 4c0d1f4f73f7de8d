package dev.stint.profiles.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.RandomProfiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published schema, against the code that it is made from and against what the reader says. */
class SchemaTest {
  private static final Path FILE = Path.of("..", "docs", "profile.schema.json");
  private static final Path STOCK = Path.of("src", "main", "resources", "dev", "stint", "profiles");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String HEAD = "schema: 1\nprofileId: p\n";

  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(MAPPER.readTree(ProfileSchema.text()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What an editor would mark, as text. */
  private static List<String> marks(String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonNode json = MAPPER.valueToTree(tree);
    List<String> marks = new ArrayList<>();
    SCHEMA.validate(json).forEach(error -> marks.add(error.toString()));
    return marks;
  }

  private static String refusal(String yaml) {
    Throwable thrown = catchThrowable(() -> read(yaml));
    return thrown == null ? "accepted" : String.valueOf(thrown.getMessage());
  }

  private static void read(String yaml) throws ProfileException {
    ProfileReader.read("p.yaml", yaml.getBytes(StandardCharsets.UTF_8), Strictness.STRICT);
  }

  /** {@code -Dstint.write=true} writes the file instead, as tools/schema does. */
  @Test
  void file_isWhatTheCodeSays() throws Exception {
    String text = ProfileSchema.text();
    if (Boolean.getBoolean("stint.write")) {
      Files.writeString(FILE, text);
    }

    assertThat(Files.readString(FILE).lines())
        .as("run tools/schema to write it again")
        .containsExactlyElementsOf(text.lines().toList());
  }

  @Test
  void schema_isOneOfTheDraftItNames() throws Exception {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(meta.validate(MAPPER.readTree(ProfileSchema.text()))).isEmpty();
  }

  static List<Path> shipped() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(STOCK, Path.of("examples"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> all = Files.walk(folder)) {
          all.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
        }
      }
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void profile_thatIsShipped_isValid(Path file) throws Exception {
    assertThat(marks(Files.readString(file))).isEmpty();
  }

  @Test
  void profiles_thatTheReaderAccepts_areValid() {
    assertThat(marks(RandomProfiles.SAMPLE)).isEmpty();
    for (String yaml : RandomProfiles.some("schema", 30)) {
      assertThat(marks(yaml)).as(yaml).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "profileId: p",
        "schema: 2",
        HEAD + "epoch: -1",
        HEAD + "defaults: {}",
        HEAD + "default: {theradLimit: 1}",
        HEAD + "default: {threadLimit: -1}",
        HEAD + "default: {threadLimit: 64Ki}",
        HEAD + "default: {threadLimit: 4/s}",
        HEAD + "default: {threadLimit: infinity}",
        HEAD + "default: {threadLimit: {soft: 3}}",
        HEAD + "default: {threadLimit: {hard: 4, window: 1s}}",
        HEAD + "default: {threadLimit: {hard: 4, overrun: delay}}",
        HEAD + "default: {threadLimit: {hard: 4, maxWait: 1s}}",
        HEAD + "default: {threadLimit: {hard: 4, overrun: block}}",
        HEAD + "default: {fuelPerWindow: 1, fuelTotal: 1}",
        HEAD + "default: {fuelTotal: 1M/s}",
        HEAD + "default: {cpuWindowUs: 100000}",
        HEAD + "default: {netInBytesPerWindow: 64MB}",
        HEAD + "default: [threadLimit]",
        HEAD + "principals: {a b: {}}",
        HEAD + "principals: {stint: {}}",
        HEAD + "principals: {a: {threadLimit: 1}}",
        HEAD + "principals: {anonymous: {match: {packages: a.**}}}",
        HEAD + "principals: {a: {principals: {anonymous: {}}}}",
        HEAD + "networkProfiles: {a: {threadLimit: 1}}",
        HEAD + "networkProfiles: {a: {allow: [a b]}}",
        HEAD + "networkProfiles: {a: {perPrefix: {rates: {ipv4/32: 5}}}}",
        HEAD + "launcherProfiles: {a: {depth: 65}}",
        HEAD + "extends: [a]",
      })
  void profile_thatIsWrong_isMarked_andRefused(String yaml) {
    assertThat(marks(yaml)).isNotEmpty();
    assertThat(refusal(yaml)).matches("p\\.yaml:\\d+:\\d+: .* \\(STINT-P0\\d\\d\\)");
  }
}
