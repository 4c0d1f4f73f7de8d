package dev.stint.ledger.qos;

/** What a frame of the timed protocol was read as. */
public sealed interface TimedMessage permits TimedRequest, TimedReply, TimedMalformed {}
