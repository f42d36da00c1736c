(ns main
  (:require [wasi]))

(defn counter [step]
  (let [count (atom 0)]
    #(swap! count + step)))

(defn compose [functions]
  (apply comp (reverse functions)))

(defn transform [f elements]
  (loop [results [], [element & more :as left] (seq elements)]
    (if left
      (recur (conj results (f element)) more)
      results)))

(let [n (js/parseInt (first (wasi/args)) 10)
      up-to (range 1 (inc n))
      counters (mapv counter up-to)
      rounds (doall (repeatedly 3 (fn [] (mapv #(%) counters))))
      functions (map (fn [i] #(mod (+ (* 31 %) i) 1000003)) up-to)
      products (transform #(* % n) up-to)]
  (println "counters" (reduce + (last rounds)))
  (println "composed" ((compose functions) 1))
  (apply println "numbers" products)
  (apply println "texts" (transform #(str % "-" %) products)))
