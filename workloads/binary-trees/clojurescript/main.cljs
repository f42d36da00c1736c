(ns main
  (:require [wasi]))

(defrecord Node [left right])

(defn make [depth]
  (if (zero? depth)
    (->Node nil nil)
    (->Node (make (dec depth)) (make (dec depth)))))

(defn nodes [tree]
  (if-let [left (:left tree)]
    (+ 1 (nodes left) (nodes (:right tree)))
    1))

(let [depth (js/parseInt (first (wasi/args)) 10)
      kept (make depth)]
  (doseq [each (range 4 (inc depth) 4)
          :let [trees (bit-shift-left 1 (- depth each))]]
    (println trees each (reduce + (repeatedly trees #(nodes (make each))))))
  (println 1 depth (nodes kept)))
