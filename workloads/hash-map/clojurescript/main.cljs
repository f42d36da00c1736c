(ns main
  (:require [wasi]))

(defn following [x]
  (unsigned-bit-shift-right (+ (js/Math.imul x 1664525) 1013904223) 0))

(defn count-keys [n]
  (loop [left n
         x (following 42)
         counts (transient {})]
    (if (zero? left)
      (persistent! counts)
      (let [key (mod (unsigned-bit-shift-right x 8) n)]
        (recur (dec left) (following x) (assoc! counts key (inc (get counts key 0))))))))

(let [n (js/parseInt (first (wasi/args)) 10)
      counts (count-keys n)
      even (persistent! (reduce-kv (fn [left key count] (if (odd? count) (dissoc! left key) left)) (transient counts) counts))
      sum (reduce (fn [sum key] (+ sum (* (inc key) (get even key 0)))) 0 (range n))]
  (println (count counts) (count even) (mod sum 4294967296)))
