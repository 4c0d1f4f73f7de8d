package dev.stint.metrics;

import dev.stint.ledger.Resource;
import dev.stint.ledger.ScopeKind;

/** The tags of a row. */
record RowKey(ScopeKind kind, String principal, Resource resource) {}
