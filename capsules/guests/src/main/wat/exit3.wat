;; A command that ends itself with status 3.
;; Shows: proc_exit is an ordinary end of a run and carries the guest's status.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1 1)
  (func (export "_start")
    (call $proc_exit (i32.const 3))
    ;; proc_exit must not return
    unreachable))
