;; Writes 32 raw bytes to standard output: the real-time clock and the monotonic clock
;; (nanoseconds, 8 bytes each, least significant first), then 16 random bytes.
;; Shows: what a deterministic run must repeat exactly. Ends with the error number of a refused call.
(module
  (import "wasi_snapshot_preview1" "clock_time_get"
    (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get"
    (func $random_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1 1)
  ;; 0: one buffer descriptor (address, length), 8: bytes written, 16: the 32 bytes
  (data (i32.const 0) "\10\00\00\00\20\00\00\00")
  (func $check (param $errno i32)
    (if (local.get $errno)
      (then (call $proc_exit (local.get $errno)))))
  (func (export "_start")
    (call $check (call $clock_time_get (i32.const 0) (i64.const 1) (i32.const 16)))
    (call $check (call $clock_time_get (i32.const 1) (i64.const 1) (i32.const 24)))
    (call $check (call $random_get (i32.const 32) (i32.const 16)))
    (call $check (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
