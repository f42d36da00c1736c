(ns main
  (:require [wasi]))

(defn following [x]
  (unsigned-bit-shift-right (+ (js/Math.imul x 1664525) 1013904223) 0))

(defn generate [n]
  (let [numbers (array)]
    (loop [x (following 42)]
      (.push numbers x)
      (if (< (alength numbers) n) (recur (following x)) numbers))))

(let [n (js/parseInt (first (wasi/args)) 10)
      numbers (vec (sort (generate n)))
      sum (reduce-kv (fn [sum i number] (bit-or (+ sum (js/Math.imul (inc i) number)) 0)) 0 numbers)]
  (println (first numbers) (peek numbers) (unsigned-bit-shift-right sum 0)))
