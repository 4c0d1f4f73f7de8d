package dev.stint.sandbox.engine;

/** The type of a WebAssembly value. */
public enum ValueType {
  I32,
  I64,
  F32,
  F64,
  V128,
  FUNCREF,
  EXTERNREF
}
