package dev.stint.sandbox;

/** How a run ended and what it used. */
public record RunResult(RunOutcome outcome, RunUsage usage) {}
