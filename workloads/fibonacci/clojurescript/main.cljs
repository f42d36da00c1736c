(ns main
  (:require [clojure.string :as string]
            [wasi]))

(def largest 100000)

(defn fibonacci [index]
  (ffirst (drop index (iterate (fn [[current next]] [next (+ current next)]) [(js/BigInt 0) (js/BigInt 1)]))))

(defn index-of [text]
  (when (re-matches #"[0-9]{1,6}" text)
    (let [index (js/parseInt text 10)]
      (when (<= index largest) index))))

(if-let [index (index-of (string/trim (or (first (wasi/args)) (wasi/read-text))))]
  (println (str (fibonacci index)))
  (do (wasi/warn (str "fibonacci: not a whole number from 0 to " largest))
      (wasi/exit 1)))
