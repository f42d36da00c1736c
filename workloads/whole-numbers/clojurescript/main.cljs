(ns main
  (:require [clojure.string :as string]
            [wasi]))

(def operators
  {"+" +
   "-" -
   "*" js/Math.imul
   "/" #(when-not (zero? %2) (quot %1 %2))
   "%" #(when-not (zero? %2) (rem %1 %2))
   "&" bit-and
   "|" bit-or
   "^" bit-xor
   "<<" bit-shift-left
   ">>" bit-shift-right})

(defn hex [bits]
  (.padStart (.toString (unsigned-bit-shift-right bits 0) 16) 8 "0"))

(doseq [line (butlast (string/split (wasi/read-text) #"\n" -1))]
  (let [[left operator right] (string/split line #" ")
        result ((operators operator) (js/parseInt left 10) (js/parseInt right 10))]
    (if result
      (println (bit-or result 0) (hex result))
      (println "undefined"))))
