/**
 * What the reader is made of: decoding, the bounded YAML tree with a position for every scalar,
 * patterns and spelling suggestions. Nothing here knows limits or ledgers, and nothing outside this
 * module may use it.
 */
package dev.stint.profiles.internal;
