(ns main
  (:require [wasi]))

(let [[size draws] (map #(js/parseInt % 10) (wasi/args))]
  (dotimes [_ draws]
    (wasi/write-bytes (wasi/random-bytes size))))
