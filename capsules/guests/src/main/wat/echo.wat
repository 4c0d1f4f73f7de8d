;; Copies standard input to standard output until the input ends, 4 KiB at a time.
;; Shows: input and output in constant memory. Ends with the error number of a refused call.
(module
  (import "wasi_snapshot_preview1" "fd_read"
    (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1 1)
  ;; 0: one buffer descriptor (address, length), 8: bytes moved, 1024: the bytes
  (func $check (param $errno i32)
    (if (local.get $errno)
      (then (call $proc_exit (local.get $errno)))))
  (func $read (result i32)
    (i32.store (i32.const 0) (i32.const 1024))
    (i32.store (i32.const 4) (i32.const 4096))
    (call $check (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
    (i32.load (i32.const 8)))
  ;; a host may take fewer bytes than offered
  (func $write_all (param $length i32)
    (local $done i32)
    (loop $more
      (i32.store (i32.const 0) (i32.add (i32.const 1024) (local.get $done)))
      (i32.store (i32.const 4) (i32.sub (local.get $length) (local.get $done)))
      (call $check (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
      (local.set $done (i32.add (local.get $done) (i32.load (i32.const 8))))
      (br_if $more (i32.lt_u (local.get $done) (local.get $length)))))
  (func (export "_start")
    (local $length i32)
    (loop $copy
      (local.set $length (call $read))
      (if (local.get $length)
        (then
          (call $write_all (local.get $length))
          (br $copy))))))
