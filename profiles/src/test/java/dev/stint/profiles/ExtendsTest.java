package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A profile that extends another one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExtendsTest {
  @TempDir Path dir;

  private Path write(String file, String... lines) throws Exception {
    Path path = dir.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, Yaml.HEAD + String.join("\n", lines) + "\n");
  }

  private static ProfileDocument read(Path file) throws ProfileException {
    return ProfileReader.read(file, Strictness.STRICT);
  }

  private String refusal(Path file) {
    ProfileException e = catchThrowableOfType(ProfileException.class, () -> read(file));
    return e == null ? "accepted" : e.getMessage().replace(dir + "/", "");
  }

  private static List<String> origins(List<Limit> limits) {
    return limits.stream().map(Limit::origin).toList();
  }

  @Test
  void field_ofTheFile_replacesTheOneItExtends() throws Exception {
    write("base.yaml", "default:", "  threadLimit: 9", "  socketLimit: 5");
    Path file = write("p.yaml", "extends: base.yaml", "default: {threadLimit: 4}");

    ResourceProfile defaults = read(file).defaults();

    Map<Resource, Limit> limits = defaults.limits();
    assertThat(limits).containsOnlyKeys(Resource.THREADS, Resource.SOCKETS);
    assertThat(limits.get(Resource.THREADS).hard()).isEqualTo(4);
    assertThat(limits.get(Resource.THREADS).origin()).isEqualTo("p.yaml:4 threadLimit");
    assertThat(limits.get(Resource.SOCKETS).origin()).isEqualTo("base.yaml:5 socketLimit");
    assertThat(origins(defaults.replaced(Resource.THREADS)))
        .containsExactly("base.yaml:4 threadLimit");
    assertThat(defaults.replaced(Resource.SOCKETS)).isEmpty();
    assertThat(defaults.replaced(Resource.FUEL)).isEmpty();
  }

  @Test
  void chain_ofFiles_keepsWhatWasReplacedNearestFirst() throws Exception {
    write("c.yaml", "extends: guest", "default: {fuelTotal: 3}");
    write("sub/b.yaml", "extends: ../c.yaml", "default: {fuelPerWindow: 2}");
    Path file = write("a.yaml", "extends: sub/b.yaml", "default: {fuelPerWindow: 1/m}");

    ResourceProfile defaults = read(file).defaults();

    assertThat(defaults.limits().get(Resource.FUEL).hard()).isEqualTo(1);
    assertThat(origins(defaults.replaced(Resource.FUEL)))
        .startsWith("b.yaml:4 fuelPerWindow", "c.yaml:4 fuelTotal")
        .last()
        .asString()
        .matches("guest\\.yaml:\\d+ fuelPerWindow");
    assertThat(defaults.limits()).containsKey(Resource.TIMERS);
  }

  @Test
  void head_isThatOfTheFileAlone() throws Exception {
    Path file = write("p.yaml", "extends: test", "versionId: '9'", "epoch: 12");

    ProfileDocument document = read(file);

    assertThat(document.profileId()).isEqualTo("p");
    assertThat(document.versionId()).isEqualTo("9");
    assertThat(document.epoch()).isEqualTo(12);
    assertThat(document.source()).isEqualTo(file.toString());
  }

  @Test
  void principals_areThoseOfBoth_theOwnFirst() throws Exception {
    write(
        "base.yaml",
        "principals:",
        "  x: {match: {packages: x.**}, limits: {threadLimit: 9, socketLimit: 9}}",
        "  y: {limits: {threadLimit: 8}}");
    Path file =
        write(
            "p.yaml",
            "extends: ./base.yaml",
            "principals:",
            "  z: {limits: {threadLimit: 7}}",
            "  x: {limits: {threadLimit: 6}, principals: {w: {}}}");

    ProfileDocument document = read(file);

    assertThat(document.rules())
        .extracting(PrincipalRule::principal)
        .containsExactly("z", "x", "w", "y");
    PrincipalRule x = document.rules().get(1);
    assertThat(x.packages()).containsExactly("x.**");
    assertThat(x.profile().limits().get(Resource.THREADS).hard()).isEqualTo(6);
    assertThat(x.profile().limits().get(Resource.SOCKETS).hard()).isEqualTo(9);
    assertThat(document.rules().get(2).parent()).isEqualTo("x");
  }

  @Test
  void match_ofTheFile_replacesTheInheritedOneAsAWhole() throws Exception {
    write("base.yaml", "principals: {x: {match: {packages: x.**, codeSources: x.jar}}}");
    Path file = write("p.yaml", "extends: base.yaml", "principals: {x: {match: {packages: y.**}}}");

    PrincipalRule x = read(file).rules().get(0);

    assertThat(x.packages()).containsExactly("y.**");
    assertThat(x.codeSources()).isEmpty();
  }

  @Test
  void limit_ofTheBaseAboveTheSystemOfTheFile_isRefusedWhereItStands() throws Exception {
    write("base.yaml", "default:", "  threadLimit: 9");
    Path file = write("p.yaml", "extends: base.yaml", "system:", "  threadLimit: 5");

    assertThat(refusal(file))
        .isEqualTo(
            "base.yaml:4:3: threads of [default] is [9], above [5] of [system] at [p.yaml:5"
                + " threadLimit] (STINT-P016)");
  }

  @Test
  void problem_ofTheBase_hasItsPlaceThere() throws Exception {
    write("base.yaml", "defualt: {}");
    Path file = write("p.yaml", "extends: base.yaml");

    assertThat(refusal(file))
        .isEqualTo("base.yaml:3:1: unknown field [defualt], did you mean [default]? (STINT-P002)");
  }

  @Test
  void warning_aboutTheBase_isOneOfTheFile() throws Exception {
    write("base.yaml", "defualt: {}");
    Path file = write("p.yaml", "extends: base.yaml");

    assertThat(ProfileReader.read(file, Strictness.LENIENT).warnings())
        .extracting(ProfileProblem::message)
        .containsExactly(
            dir + "/base.yaml:3:1: unknown field [defualt], did you mean [default]? (STINT-P002)");
  }

  @Test
  void base_ofALaterVersion_makesTheWholeOne() throws Exception {
    Path base = dir.resolve("base.yaml");
    Files.writeString(base, "schema: 2\nprofileId: b\ndefault: {quantumLimit: 1}\n");
    Path file = write("p.yaml", "extends: base.yaml");

    assertThat(read(file).schema()).isEqualTo(2);
  }

  @Test
  void base_thatIsNotThere_isRefusedWhereItIsNamed() throws Exception {
    assertThat(refusal(write("p.yaml", "extends: no.yaml")))
        .isEqualTo("p.yaml:3:10: extends [no.yaml], no such file (STINT-P001)");
    assertThat(refusal(write("p.yaml", "extends: ./")))
        .isEqualTo("p.yaml:3:10: extends [./], a directory, not a file (STINT-P001)");
    assertThat(refusal(write("p.yaml", "extends: /dev/zero")))
        .isEqualTo(
            "p.yaml:3:10: extends [/dev/zero], a path is relative to this file (STINT-P023)");
    assertThat(refusal(write("p.yaml", "extends: \"a\\0b.yaml\"")))
        .isEqualTo("p.yaml:3:10: extends [a?b.yaml], not the name of a profile (STINT-P023)");
    assertThat(refusal(write("p.yaml", "extends: [a, b]")))
        .isEqualTo("p.yaml:3:10: field [extends] is one value, found a list (STINT-P007)");
  }

  @Test
  void stockProfile_thatIsNotThere_isRefusedWithTheOneThatIsMeant() throws Exception {
    assertThat(refusal(write("p.yaml", "extends: gest")))
        .isEqualTo(
            "p.yaml:3:10: extends [gest], neither a file nor a stock profile, did you mean [guest]?"
                + " the stock profiles are ["
                + String.join(", ", StockProfiles.names())
                + "] (STINT-P020)");
  }

  @Test
  void profileFromMemory_opensNoFile() throws Exception {
    write("base.yaml", "default: {threadLimit: 1}");

    assertThat(Yaml.refusal(Yaml.HEAD + "extends: " + dir + "/base.yaml"))
        .endsWith(
            "/base.yaml], only a profile that is a file can extend one, this one can extend a stock"
                + " profile (STINT-P023)");
    assertThat(Yaml.read(Yaml.HEAD + "extends: test").rules()).hasSize(1);
  }

  @Test
  void cycle_isRefusedWhereItCloses() throws Exception {
    Path self = write("self.yaml", "extends: ./self.yaml");
    write("b.yaml", "extends: c.yaml");
    write("c.yaml", "extends: sub/../a.yaml");
    Path file = write("a.yaml", "extends: b.yaml");
    Files.createDirectories(dir.resolve("sub"));

    assertThat(refusal(self))
        .isEqualTo(
            "self.yaml:3:10: extends [./self.yaml], a cycle of [1] profiles, none ends it"
                + " (STINT-P024)");
    assertThat(refusal(file))
        .isEqualTo(
            "c.yaml:3:10: extends [sub/../a.yaml], a cycle of [3] profiles, none ends it"
                + " (STINT-P024)");
  }

  @Test
  void cycle_throughALink_isOneToo() throws Exception {
    Path file = write("a.yaml", "extends: link.yaml");
    Files.createSymbolicLink(dir.resolve("link.yaml"), file);

    assertThat(refusal(file))
        .isEqualTo(
            "a.yaml:3:10: extends [link.yaml], a cycle of [1] profiles, none ends it"
                + " (STINT-P024)");
  }

  @Test
  void chain_ofEightBases_isReadAndOfNineRefused() throws Exception {
    write("f0.yaml", "default: {threadLimit: 1}");
    for (int i = 1; i <= 9; i++) {
      write("f" + i + ".yaml", "extends: f" + (i - 1) + ".yaml");
    }

    assertThat(read(dir.resolve("f8.yaml")).defaults().limits()).hasSize(1);
    assertThat(refusal(dir.resolve("f9.yaml")))
        .isEqualTo(
            "f1.yaml:3:10: extends [f0.yaml], more than [8] profiles in a chain (STINT-P024)");
  }

  @Test
  void files_thatAreTogetherTooLarge_areRefused() throws Exception {
    String filler = "#" + "-".repeat(900_000);
    write("f0.yaml", filler);
    for (int i = 1; i <= 5; i++) {
      write("f" + i + ".yaml", "extends: f" + (i - 1) + ".yaml", filler);
    }

    assertThat(refusal(dir.resolve("f3.yaml"))).isEqualTo("accepted");
    assertThat(refusal(dir.resolve("f5.yaml")))
        .isEqualTo(
            "f2.yaml:3:10: extends [f1.yaml], all files together are larger than [4Mi] bytes"
                + " (STINT-P003)");
  }

  @Test
  void base_thatIsTooLargeItself_isRefusedWhereItIsNamed() throws Exception {
    write("base.yaml", "#" + "-".repeat(1 << 20));
    Path file = write("p.yaml", "extends: base.yaml");

    assertThat(refusal(file))
        .isEqualTo("p.yaml:3:10: extends [base.yaml], larger than [1Mi] bytes (STINT-P003)");
  }

  @Test
  void printed_itStandsAlone() throws Exception {
    write("base.yaml", "networkProfiles: {lan: {socketLimit: 3}}", "principals: {x: {}}");
    Path file = write("p.yaml", "extends: base.yaml", "default: {networkProfile: lan}");

    String printed = ProfilePrinter.print(read(file));

    assertThat(printed)
        .isEqualTo(
            """
            schema: 1
            profileId: p
            versionId: "1"
            epoch: 0
            networkProfiles:
              lan:
                socketLimit: 3
            default:
              networkProfile: lan
            principals:
              x: {}
            """);
    assertThat(Yaml.read(printed).defaults().limits()).containsOnlyKeys(Resource.SOCKETS);
  }
}
