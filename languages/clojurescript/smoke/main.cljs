(ns main
  (:require wasi))

(println "hello from ClojureScript")
