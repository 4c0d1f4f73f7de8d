;; A command that never ends and never calls the host.
;; Shows: only fuel, a deadline or a cancellation can stop it.
(module
  (memory (export "memory") 1 1)
  (func (export "_start")
    (loop $forever
      (br $forever))))
