(ns main
  (:require [wasi]))

;; A task is a lazy sequence: its next value is computed when somebody takes it.
(defn multiples [of times]
  (map #(str of ":" (* of %)) (range 1 (inc times))))

(defn by-turns [tasks]
  (lazy-seq
    (when-let [going (seq (filter seq tasks))]
      (concat (map first going) (by-turns (map rest going))))))

(defn primes [numbers]
  (lazy-seq
    (let [[prime & others] numbers]
      (cons prime (primes (remove #(zero? (mod % prime)) others))))))

(let [[n p] (map #(js/parseInt % 10) (wasi/args))]
  (apply println "turns" (by-turns (map #(multiples % (- (inc n) %)) (range 1 (inc n)))))
  (apply println "primes" (take p (primes (iterate inc 2)))))
