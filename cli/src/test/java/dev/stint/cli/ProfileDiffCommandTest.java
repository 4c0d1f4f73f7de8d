package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileDiffCommandTest {
  @TempDir Path folder;

  private String before = "";
  private String after = "";

  @BeforeEach
  void files() throws IOException {
    before =
        write(
            "before.yaml",
            """
            schema: 1
            profileId: shop
            epoch: 1
            system:
              threadLimit: 100
            principals:
              web:
                match: {packages: [com.acme.web.**]}
                limits:
                  threadLimit: 30
                  socketLimit: {hard: 64, soft: 48}
                  netInBytesPerWindow: {hard: 2Mi, window: 1s, overrun: delay, maxWait: 2s}
                  fuelPerWindow: 10M/s
              old: {}
            """);
    after =
        write(
            "after.yaml",
            """
            schema: 1
            profileId: shop
            epoch: 2
            system:
              threadLimit: 100
            principals:
              web:
                match: {packages: [com.acme.web.**]}
                limits:
                  threadLimit: 40
                  socketLimit: 64
                  netInBytesPerWindow: {hard: 512Ki, window: 1s, overrun: delay, maxWait: 2s}
                  fuelPerWindow: 300M/min
                  timerWaiterLimit: 8
            """);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void differences_areATable_withStatus1() {
    Typed typed = Typed.stint("profile", "diff", before, after);

    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .isEqualTo(
"""
profile
  changed  epoch                1                             2
principal web
  changed  fuelPerWindow        10M/s                         300M/min                      x0.5   mixed
  added    timerWaiterLimit     -                             8                                    tighter
  raised   threadLimit          30                            40                            x1.33  looser
  changed  socketLimit          {hard: 64, soft: 48}          64                                   same
  lowered  netInBytesPerWindow  {hard: 2Mi, window: 1s, overrun: delay, maxWait: 2s}
                                                              {hard: 512Ki, window: 1s, overrun: delay, maxWait: 2s}
                                                                                            x0.25  tighter
principal old (removed)
2 tighter, 1 looser, 1 mixed, 1 same
""");
    assertThat(typed.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
    assertThat(typed.status()).isEqualTo(1);
  }

  @Test
  void differences_asJson() {
    Typed typed = Typed.stint("profile", "diff", "--json", before, after);

    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .isEqualTo(
"""
[ {
  "section" : "profile",
  "principal" : false,
  "presence" : "both",
  "settings" : [ {
    "name" : "epoch",
    "before" : "1",
    "after" : "2"
  } ],
  "limits" : [ ]
}, {
  "section" : "web",
  "principal" : true,
  "presence" : "both",
  "settings" : [ ],
  "limits" : [ {
    "what" : "changed",
    "field" : "fuelPerWindow",
    "resource" : "fuel",
    "before" : "10M/s",
    "after" : "300M/min",
    "factor" : 0.5,
    "direction" : "mixed"
  }, {
    "what" : "added",
    "field" : "timerWaiterLimit",
    "resource" : "timers",
    "before" : null,
    "after" : "8",
    "direction" : "tighter"
  }, {
    "what" : "raised",
    "field" : "threadLimit",
    "resource" : "threads",
    "before" : "30",
    "after" : "40",
    "factor" : 1.3333333333333333,
    "direction" : "looser"
  }, {
    "what" : "changed",
    "field" : "socketLimit",
    "resource" : "sockets",
    "before" : "{hard: 64, soft: 48}",
    "after" : "64",
    "factor" : 1.0,
    "direction" : "same"
  }, {
    "what" : "lowered",
    "field" : "netInBytesPerWindow",
    "resource" : "net.in",
    "before" : "{hard: 2Mi, window: 1s, overrun: delay, maxWait: 2s}",
    "after" : "{hard: 512Ki, window: 1s, overrun: delay, maxWait: 2s}",
    "factor" : 0.25,
    "direction" : "tighter"
  } ]
}, {
  "section" : "old",
  "principal" : true,
  "presence" : "removed",
  "settings" : [ ],
  "limits" : [ ]
} ]
""");
    assertThat(typed.status()).isEqualTo(1);
  }

  @Test
  void sameProfile_isNoDifference_withStatus0() {
    Typed typed = Typed.stint("profile", "diff", before, before);
    Typed json = Typed.stint("profile", "diff", "--json", "guest", "guest");

    assertThat(typed).isEqualTo(new Typed(0, "no difference\n", ""));
    assertThat(json).isEqualTo(new Typed(0, "[ ]\n", ""));
  }

  @Test
  void profileThatCannotBeRead_isOneLine_withStatus2() throws IOException {
    String bad = write("bad.yaml", "schema: 1\nprofileId: p\ndefault: {threadLimt: 2}\n");

    assertThat(Typed.stint("profile", "diff", before, bad))
        .isEqualTo(
            new Typed(
                2,
                "",
                bad
                    + ":3:11: unknown field [threadLimt], did you mean [threadLimit]?"
                    + " (STINT-P002)\n"));
    assertThat(Typed.stint("profile", "diff", "gone.yaml", before))
        .isEqualTo(new Typed(2, "", "gone.yaml: no such file (STINT-P001)\n"));
  }
}
