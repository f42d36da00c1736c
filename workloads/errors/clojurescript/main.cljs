(ns main
  (:require [wasi]))

(defn half [text]
  (when-not (re-matches #"[0-9]{1,9}" text)
    (throw (ex-info (str text " is no number") {:step text})))
  (let [number (js/parseInt text 10)]
    (when (odd? number)
      (throw (ex-info (str number " is odd") {:step text})))
    (quot number 2)))

(defn step [text]
  (println "open" text)
  (try
    (half text)
    (finally (println "close" text))))

(doseq [text (wasi/args)]
  (when (= text "uncaught")
    (throw (js/Error. "nothing catches this")))
  (try
    (println "half" (step text))
    (catch ExceptionInfo error
      (println "error:" (ex-message error)))))
(println "done")
