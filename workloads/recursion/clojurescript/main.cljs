(ns main
  (:require [clojure.string :as string]
            [wasi]))

(defn attacks? [column placed]
  (some (fn [[row other]]
          (or (= column other)
              (= (abs (- column other)) (- (count placed) row))))
        (map-indexed vector placed)))

(defn queens [n placed]
  (if (= (count placed) n)
    [placed]
    (mapcat #(queens n (conj placed %))
            (remove #(attacks? % placed) (range 1 (inc n))))))

(defn sum [d]
  (if (zero? d) 0 (+ d (sum (dec d)))))

(declare male)

(defn female [n]
  (if (zero? n) 1 (- n (male (female (dec n))))))

(defn male [n]
  (if (zero? n) 0 (- n (female (male (dec n))))))

(let [[n d] (map #(js/parseInt % 10) (wasi/args))
      found (queens n [])
      small (mod d 64)]
  (println "queens" (count found) (string/join "," (first found)))
  (println "depth" (sum d))
  (println "mutual" (female small) (male small)))
