(ns main
  (:require [wasi]))

(run! wasi/write-bytes (wasi/chunks))
