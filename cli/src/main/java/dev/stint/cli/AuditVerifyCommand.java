package dev.stint.cli;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.audit.AuditException;
import dev.stint.ledger.audit.AuditVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Checks every record of an audit directory. */
@Command(
    name = "verify",
    description = {
      "Check that each record of an audit follows from the one before it.",
      "",
      "A chain shows each change and gap, but not that its tail was cut: for that, give a head"
          + " that",
      "was published before, for example in the status."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every record is as it was written",
      "65:a record was changed, is missing or is torn; the line says which",
      "66:the directory or its files are not there or not readable"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stint audit verify /var/lib/app/audit",
      "  stint audit verify --head 1024:5e88...d8 /var/lib/app/audit"
    })
final class AuditVerifyCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "DIR", description = "The directory of the audit.")
  private Path directory = Path.of("");

  @Option(
      names = "--head",
      paramLabel = "SEQ:HASH",
      converter = HeadConverter.class,
      description = "A head that was published: its record has to be there.")
  private @Nullable AuditHead head;

  @Option(
      names = "--after",
      paramLabel = "SEQ:HASH",
      converter = HeadConverter.class,
      description = "The head of older segments that were moved elsewhere.")
  private @Nullable AuditHead after;

  private final Setting setting;

  AuditVerifyCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    setting.out().println(line(verify()));
    return 0;
  }

  private AuditVerifier.Result verify() {
    try {
      return AuditVerifier.verify(directory, after, head);
    } catch (AuditException e) {
      boolean missing = e.code().equals(AuditException.NOT_READABLE);
      throw CliException.passedOn(missing ? Exit.NO_INPUT : Exit.DATA, e);
    } catch (IOException e) {
      throw CliException.of(
          Exit.NO_INPUT,
          AuditException.NOT_READABLE,
          "audit not readable [" + Shown.text(directory) + "]: " + Shown.reason(e));
    }
  }

  private String line(AuditVerifier.Result result) {
    return Shown.text(directory)
        + ": valid, records ["
        + result.records()
        + "] after ["
        + result.before().sequence()
        + "], segments ["
        + result.segments()
        + "], shed ["
        + result.shed()
        + "], refused ["
        + result.refused()
        + "], head ["
        + result.head().sequence()
        + ":"
        + result.head().hash()
        + "]"
        + (head == null ? "; without --head a cut tail would not show" : "");
  }

  /** Reads a sequence number and a hash. */
  static final class HeadConverter implements ITypeConverter<AuditHead> {
    @Override
    public AuditHead convert(String text) {
      if (!text.matches("\\d{1,18}:[0-9a-f]{64}")) {
        throw new TypeConversionException(
            "'" + Shown.text(text) + "' is not a number, a colon and 64 hexadecimal digits");
      }
      int colon = text.indexOf(':');
      return new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }
  }
}
