/**
 * Limits that follow from the machine: its facts, the concurrency and the scope limits that are
 * derived from them, and how settings override them.
 *
 * <p>{@link dev.stint.profiles.host.HostFacts} reads what there is, container limits included;
 * {@link dev.stint.profiles.host.Concurrency} and {@link dev.stint.profiles.host.AutoScale} compute
 * defaults from it, {@link dev.stint.profiles.host.TargetPeers} divides it among a number of peers,
 * and {@link dev.stint.profiles.host.HostWatch} tells when it changed. Nothing here limits
 * anything: the values are policy until something binds them.
 */
package dev.stint.profiles.host;
