(ns main
  (:require [wasi]))

(defn sleep [milliseconds]
  (let [start (wasi/monotonic)
        _ (wasi/sleep milliseconds)
        passed (- (wasi/monotonic) start)]
    (if (>= passed (* milliseconds 1e6))
      (println "slept")
      (do (wasi/warn "only" passed "ns have passed")
          (wasi/exit 1)))))

(let [[what milliseconds] (wasi/args)]
  (case what
    "now" (println (wasi/now))
    "sleep" (sleep (js/parseInt milliseconds 10))
    (do (wasi/warn "usage: main now | sleep MILLISECONDS")
        (wasi/exit 1))))
