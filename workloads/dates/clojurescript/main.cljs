(ns main
  (:require [clojure.string :as string]
            [wasi]))

(def weekdays ["Sunday" "Monday" "Tuesday" "Wednesday" "Thursday" "Friday" "Saturday"])

(defn day-of-year [date]
  (let [new-year (.UTC js/Date (.getUTCFullYear date) 0)]
    (inc (quot (- (.getTime date) new-year) 86400000))))

(doseq [line (butlast (string/split (wasi/read-text) #"\n" -1))]
  (let [date (js/Date. (* 1000 (js/parseInt line 10)))]
    (println (string/replace (.toISOString date) ".000Z" "Z")
             (weekdays (.getUTCDay date))
             (.padStart (str (day-of-year date)) 3 "0"))))
