;; A command that executes unreachable at once.
;; Shows: a trap ends the run, not the host.
(module
  (memory (export "memory") 1 1)
  (func (export "_start")
    unreachable))
