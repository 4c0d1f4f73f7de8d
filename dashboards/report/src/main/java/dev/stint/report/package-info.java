/**
 * Answers "who did this?" from a JDK Flight Recorder file: {@link dev.stint.report.Report} reads
 * it, {@link dev.stint.report.ReportText} and {@link dev.stint.report.ReportJson} show it. {@link
 * dev.stint.report.Evidence} is what principals needed over time.
 *
 * <p>A recording is hostile input: it may be cut, damaged or made up. Reading ends in a bounded
 * time with a report, a report that says that it is partial, or a {@link
 * dev.stint.report.ReportException}.
 */
package dev.stint.report;
