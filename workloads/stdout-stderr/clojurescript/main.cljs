(ns main
  (:require [wasi]))

(defn write-lines []
  (doseq [i (range 1 11)]
    (println "out" i)
    (wasi/warn "err" i)))

(defn block [letter k]
  (.fill (js/Uint8Array. 4096) (+ (.charCodeAt letter 0) (mod k 26))))

(defn write-blocks []
  (dotimes [k 256]
    (wasi/write-bytes (block "a" k))
    (wasi/write-error-bytes (block "A" k))))

(case (first (wasi/args))
  "small" (write-lines)
  "large" (write-blocks)
  (do (wasi/warn "usage: main small|large")
      (wasi/exit 1)))
