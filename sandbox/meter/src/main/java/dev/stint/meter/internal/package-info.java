/** Parses and rewrites the binary format; nothing here is API. */
package dev.stint.meter.internal;
