(ns main
  (:require [clojure.string :as string]
            [wasi]))

(def out "/data/out.txt")

(defn open-missing []
  (try
    (wasi/slurp "/data/missing.txt")
    "found"
    (catch :default error
      (if (= (wasi/error-code error) "no-entry") "not found" (throw error)))))

(def steps
  [["read" #(.-length (wasi/slurp-bytes "/data/in.txt"))]
   ["write" #(do (wasi/spit out "written\n") (wasi/size out))]
   ["append" #(do (wasi/spit out "appended\n" :append true) (wasi/size out))]
   ["truncate" #(do (wasi/truncate out 4) (wasi/size out))]
   ["list" #(string/join " " (wasi/list-directory "/data/old"))]
   ["mkdir" #(do (wasi/make-directory "/data/new") "new")]
   ["rename" #(do (wasi/rename "/data/old/a.txt" "/data/new/a2.txt") "a2.txt")]
   ["remove" #(do (wasi/delete-file "/data/old/b.txt") "b.txt")]
   ["rmdir" #(do (wasi/delete-directory "/data/old") "old")]
   ["missing" open-missing]])

(doseq [[name step] steps]
  (println name (step)))
