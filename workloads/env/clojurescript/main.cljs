(ns main
  (:require [wasi]))

(defn octets
  "One character a byte, so that texts compare as bytes do."
  [text]
  (apply str (map char (wasi/encode text))))

(defn print-all [variables]
  (println "count" (count variables))
  (run! println (sort-by octets (map (fn [[name value]] (str name "=" value)) variables))))

(defn print-one [variables name]
  (println (if-let [[_ value] (find variables name)]
             (str name "=" value)
             (str name " unset"))))

(let [args (wasi/args)
      variables (wasi/environment)]
  (if (= args ["--all"])
    (print-all variables)
    (run! #(print-one variables %) args)))
