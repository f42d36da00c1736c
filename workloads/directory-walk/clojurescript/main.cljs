(ns main
  (:require [clojure.string :as string]
            [wasi]))

(def root "/data/tree")

(defn make [n]
  (wasi/make-directory root)
  (doseq [i (range n)
          :let [directory (str root "/d" i)]]
    (wasi/make-directory directory)
    (doseq [j (range n)]
      (wasi/spit (str directory "/f" j) (str (+ (* i n) j) "\n")))))

(defn entries [directory]
  (map #(str directory "/" %) (wasi/list-directory directory)))

(defn walk [path]
  (if (wasi/directory? path)
    (reduce #(merge-with + %1 (walk %2)) {:directories 1} (entries path))
    {:files 1 :sum (js/parseInt (string/trim (wasi/slurp path)) 10)}))

(defn delete [path]
  (if (wasi/directory? path)
    (do (run! delete (entries path))
        (wasi/delete-directory path))
    (wasi/delete-file path)))

(make (js/parseInt (first (wasi/args)) 10))
(let [{:keys [directories files sum]} (walk root)]
  (println directories files sum))
(delete root)
