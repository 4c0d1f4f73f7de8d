/**
 * WASI preview 1 for one run of a guest: arguments, environment, standard streams, files under
 * preopened directories, clocks, random numbers and exit, as host functions that no engine needs to
 * know. A {@link dev.stint.sandbox.wasi.WasiConfig} says what a guest gets and a {@link
 * dev.stint.sandbox.wasi.Wasi} holds its open files; what the configuration does not give, the
 * guest does not have. Every address, path, descriptor number and count comes from a hostile guest
 * and is checked here.
 */
package dev.stint.sandbox.wasi;
