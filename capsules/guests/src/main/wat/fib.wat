;; A library without _start: the host calls one export.
;; Shows: calling an export with an argument, and fuel that grows with the work.
;;   fib (n) -> the n-th Fibonacci number modulo 2^32, by plain recursion
(module
  (func $fib (export "fib") (param $n i32) (result i32)
    (if (result i32) (i32.lt_u (local.get $n) (i32.const 2))
      (then (local.get $n))
      (else
        (i32.add
          (call $fib (i32.sub (local.get $n) (i32.const 1)))
          (call $fib (i32.sub (local.get $n) (i32.const 2))))))))
