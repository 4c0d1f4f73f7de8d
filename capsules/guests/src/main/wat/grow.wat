;; Grows its memory page by page until the host refuses. No maximum is declared,
;; so the limit of the principal decides, not the module.
;; Shows: linear.memory is denied as a result of -1, and the guest goes on working.
;;   grow_until_denied () -> pages (64 KiB each) that the guest has in the end
;;   _start prints them as a decimal number and a line feed
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  ;; 0: one buffer descriptor (address, length), 8: bytes written, 31: line feed, digits end before it
  (data (i32.const 31) "\n")
  (func $grow_until_denied (export "grow_until_denied") (result i32)
    (loop $grown
      (br_if $grown
        (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    (memory.size))
  ;; writes the digits of $n to the left of address 31, returns the address of the first
  (func $digits (param $n i32) (result i32)
    (local $at i32)
    (local.set $at (i32.const 31))
    (loop $digit
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (i32.store8 (local.get $at)
        (i32.add (i32.const 48) (i32.rem_u (local.get $n) (i32.const 10))))
      (local.set $n (i32.div_u (local.get $n) (i32.const 10)))
      (br_if $digit (local.get $n)))
    (local.get $at))
  (func (export "_start")
    (local $first i32)
    (local $errno i32)
    (local.set $first (call $digits (call $grow_until_denied)))
    (i32.store (i32.const 0) (local.get $first))
    (i32.store (i32.const 4) (i32.sub (i32.const 32) (local.get $first)))
    (local.set $errno
      (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    (if (local.get $errno)
      (then (call $proc_exit (local.get $errno))))))
