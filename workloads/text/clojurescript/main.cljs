(ns main
  (:require [clojure.string :as string]
            [wasi]))

(defn code-points [line]
  (mapv #(.codePointAt % 0) (js/Array.from line)))

(defn text [points]
  (string/join (map #(.fromCodePoint js/String %) points)))

;; Vectors compare by length first, strings by UTF-16 units, of which those of a pair lie below U+E000.
(defn compare-points [left right]
  (or (first (drop-while zero? (map compare left right)))
      (compare (count left) (count right))))

(let [lines (map code-points (butlast (string/split (wasi/read-text) #"\n" -1)))]
  (doseq [line lines]
    (println (.-length (wasi/encode (text line))) (count line) (text (rseq line))))
  (run! (comp println text) (sort compare-points lines)))
