(ns main
  (:require [clojure.string :as string]
            [wasi]))

(defn hex [byte]
  (.padStart (.toString byte 16) 2 "0"))

(let [args (wasi/args)]
  (println "count" (count args))
  (doseq [[index arg] (map-indexed vector args)
          :let [bytes (vec (wasi/encode arg))]]
    (println (string/join " " [(inc index) (count bytes) (string/join (map hex bytes))]))))
