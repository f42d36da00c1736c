(ns main
  (:require [wasi]))

(case (first (wasi/args))
  "zero" (wasi/exit 0)
  "return" nil
  "one" (do (println "leaving") (wasi/exit 1))
  "error" (throw (ex-info "nobody catches this" {})))
