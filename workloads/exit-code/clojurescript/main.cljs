(ns main
  (:require [wasi]))

(wasi/exit (js/parseInt (first (wasi/args)) 10))
