(ns wasi
  "WASI, as the engine that the program becomes part of has it. Bytes are Uint8Arrays; what fails throws an error.")

;; By name, because the compiler gives properties other names.
(defn- call [what & words]
  (apply js-invoke (unchecked-get js/globalThis "wasi") what words))

(set-print-fn! #(call "writeText" %))
(set-print-err-fn! #(call "writeErrorText" %))
(set! *print-newline* true)

(defn warn
  "Prints a line to standard error."
  [& words]
  (binding [*print-fn* *print-err-fn*] (apply println words)))

(defn args
  "The arguments without the program's name."
  []
  (vec (call "args")))

(defn environment
  "All variables by name."
  []
  (into {} (map vec) (call "environment")))

(defn exit
  "Ends the program with this exit code."
  [code]
  (call "exit" code))

(defn encode "A text's bytes in UTF-8." [text] (call "encode" text))
(defn decode "The text of bytes in UTF-8." [bytes] (call "decode" bytes))

(defn read-text "The whole of standard input." [] (call "readText"))

(defn chunks
  "Standard input, piece by piece."
  []
  (take-while some? (repeatedly #(call "readBytes"))))

(defn write-bytes [bytes] (call "writeBytes" bytes))
(defn write-error-bytes [bytes] (call "writeErrorBytes" bytes))

(defn now "Milliseconds since 1970 in UTC." [] (call "now"))
(defn monotonic "Nanoseconds of a clock that only goes on." [] (call "monotonic"))
(defn sleep "Waits for at least so many milliseconds." [milliseconds] (call "sleep" milliseconds))
(defn random-bytes [size] (call "randomBytes" size))

(defn error-code
  "Why an operation on files failed: WASI's error code, such as no-entry."
  [error]
  (call "errorCode" error))

(defn slurp-bytes [path] (call "readFile" path))
(defn slurp [path] (decode (slurp-bytes path)))

(defn spit
  "Writes a file; with :append true adds to it."
  [path text & {:keys [append]}]
  (call (if append "appendFile" "writeFile") path (encode text)))

(defn truncate [path size] (call "truncate" path size))
(defn size [path] (call "sizeOf" path))
(defn rename [from to] (call "rename" from to))
(defn delete-file [path] (call "removeFile" path))
(defn directory? [path] (call "isDirectory" path))
(defn list-directory "The names in a directory, sorted." [path] (vec (call "listDirectory" path)))
(defn make-directory [path] (call "makeDirectory" path))
(defn delete-directory [path] (call "removeDirectory" path))
