package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole message for documents that cannot be read; {@code |} stands for a new line. */
class BadDocumentTest {
  private static final String HEAD = Yaml.HEAD.replace('\n', '|');

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``; p.yaml:1:1: the file is empty, a profile begins with [schema: 1] (STINT-P007)",
        "# nothing|; p.yaml:1:1: the file is empty, a profile begins with [schema: 1] (STINT-P007)",
        "hello; p.yaml:1:1: a profile is a map, found a text (STINT-P007)",
        "- a; p.yaml:1:1: a profile is a map, found a list (STINT-P007)",
        "profileId: p; p.yaml:1:1: field [schema] is missing, write for example [schema: 1]"
            + " (STINT-P007)",
        "schema: 1; p.yaml:1:1: field [profileId] is missing, write for example [profileId:"
            + " my-profile] (STINT-P007)",
        "schema: one|profileId: p; p.yaml:1:9: schema [one] is not known, this Stint reads [schema:"
            + " 1] (STINT-P009)",
        "schema: 0|profileId: p; p.yaml:1:9: schema [0] is not known, this Stint reads [schema: 1]"
            + " (STINT-P009)",
        "schema: [1]|profileId: p; p.yaml:1:9: field [schema] is one value, found a list"
            + " (STINT-P007)",
        "schema: 1|profileId: a b; p.yaml:2:12: field [profileId], name [a b] must be 1 to 64"
            + " characters of [A-Za-z0-9._-] (STINT-P018)",
        "%YAML 9.0|---|schema: 1; p.yaml:1:1: not YAML 1.2, which is the version that is read"
            + " (STINT-P005)",
      })
  void document_withoutItsHead_isRefused(String yaml, String message) {
    assertThat(Yaml.refusal(yaml.replace('|', '\n'))).isEqualTo(message);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "epoch: -1; 3:8: epoch [-1] is not a whole number from 0 on (STINT-P010)",
        "epoch: 99999999999999999999; 3:8: epoch [99999999999999999999] is not a whole number from"
            + " 0 on (STINT-P010)",
        "defaults: {}; 3:1: unknown field [defaults], did you mean [default]? (STINT-P002)",
        "zzz: 1; 3:1: unknown field [zzz], a profile has [schema, profileId, versionId, epoch,"
            + " extends, networkProfiles, launcherProfiles, system, default, principals]"
            + " (STINT-P002)",
        "<<: {a: 1}; 3:1: unknown field [<<], a profile has [schema, profileId, versionId, epoch,"
            + " extends, networkProfiles, launcherProfiles, system, default, principals]"
            + " (STINT-P002)",
        "schema: 1; 3:1: duplicate field [schema], it is first in line [1] (STINT-P006)",
        "default:|\tthreadLimit: 1; 4:1: not YAML, a tab, use spaces (STINT-P005)",
        "default:|  threadLimit:\t1; 4:15: not YAML, a tab, use spaces (STINT-P005)",
        "default: &a {threadLimit: 1}; 3:10: anchors are not supported, write the value itself"
            + " (STINT-P008)",
        "default: *b; 3:10: aliases are not supported, write the value itself (STINT-P008)",
        "default: !!java.net.URL {}; 3:10: tags are not supported, write the value itself"
            + " (STINT-P008)",
        "---|schema: 1; 3:1: a second document begins, a profile is one document (STINT-P007)",
        "default: {; 3:11: not YAML, expected the node content, but found '<stream end>'"
            + " (STINT-P005)",
        "versionId: 'x; 3:14: not YAML, found unexpected end of stream (STINT-P005)",
        "versionId: 'a\u0001b'; 3:14: not YAML, the character [U+0001] is not allowed (STINT-P005)",
        "? [a]|: b; 3:3: the name of a field is a text, found a list (STINT-P007)",
        "default:; 3:1: field [default] is a map of fields, found nothing (STINT-P007)",
        "default: 5; 3:10: field [default] is a map of fields, found a text (STINT-P007)",
        "principals: [a]; 3:13: field [principals] is a map of fields, found a list (STINT-P007)",
      })
  void document_withABadField_isRefused(String yaml, String message) {
    assertThat(Yaml.refusal((HEAD + yaml).replace('|', '\n'))).isEqualTo("p.yaml:" + message);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'a b': {}; 4:3: principal name [a b] must be 1 to 64 characters of [A-Za-z0-9_-]"
            + " (STINT-P017)",
        "'': {}; 4:3: principal name [] must be 1 to 64 characters of [A-Za-z0-9_-] (STINT-P017)",
        "\"\\u202Ex\": {}; 4:3: principal name [?x] must be 1 to 64 characters of [A-Za-z0-9_-]"
            + " (STINT-P017)",
        "default: {}; 4:3: principal [default] is reserved, write its limits below [default] at the"
            + " top (STINT-P017)",
        "stint: {}; 4:3: principal [stint] is reserved for our own overhead, only [system] limits"
            + " it (STINT-P017)",
        "anonymous: {match: {packages: a.**}}; 4:15: principal [anonymous] runs what names nobody,"
            + " it matches no code, leave [match] out (STINT-P017)",
        "a: {}|  a: {}; 5:3: duplicate field [a], it is first in line [4] (STINT-P006)",
        "a:; 4:3: field [a] is a map of fields, found nothing (STINT-P007)",
        "a: {threadLimit: 1}; 4:7: unknown field [threadLimit], did you mean [limits: {threadLimit:"
            + " ...}]? (STINT-P002)",
        "a: {limit: {}}; 4:7: unknown field [limit], did you mean [limits]? (STINT-P002)",
        "a: {zzz: {}}; 4:7: unknown field [zzz], a principal has [match, limits,"
            + " principals] (STINT-P002)",
        "a: {match: {package: b}}; 4:15: unknown field [package], did you mean [packages]?"
            + " (STINT-P002)",
        "a: {match: {packages: [{b: c}]}}; 4:26: field [packages] is a list of texts, found a map"
            + " in it (STINT-P007)",
        "a: {match: {packages: {}}}; 4:25: field [packages] is a list of texts, found a map"
            + " (STINT-P007)",
        "a: {match: {packages: ''}}; 4:25: field [packages], pattern [] must be 1 to 256 characters"
            + " without blanks at the ends and without control characters (STINT-P018)",
      })
  @Tag("A-1")
  void principal_thatIsNotOne_isRefused(String yaml, String message) {
    String text = HEAD + "principals:|  " + yaml;

    assertThat(Yaml.refusal(text.replace('|', '\n'))).isEqualTo("p.yaml:" + message);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "default: {threadLimit: 6}; 5:11: threads of [default] is [6], above [5] of [system] at"
            + " [p.yaml:4 threadLimit] (STINT-P016)",
        "principals: {bob: {limits: {threadLimit: 6}}}; 5:29: threads of [bob] is [6], above [5] of"
            + " [system] at [p.yaml:4 threadLimit] (STINT-P016)",
      })
  @Tag("P78")
  void limit_aboveThatOfTheSystem_isRefused(String yaml, String message) {
    String text = HEAD + "system:|  threadLimit: 5|" + yaml;

    assertThat(Yaml.refusal(text.replace('|', '\n'))).isEqualTo("p.yaml:" + message);
  }
}
