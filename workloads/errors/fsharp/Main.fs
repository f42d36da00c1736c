module Main

open System

exception StepFailed of string

let half (text: string) =
    if text.Length < 1 || text.Length > 9 || not (Seq.forall Char.IsDigit text) then
        raise (StepFailed $"{text} is no number")

    let number = int text

    if number % 2 = 1 then
        raise (StepFailed $"{number} is odd")

    number / 2

let step text =
    printfn "open %s" text

    try
        half text
    finally
        printfn "close %s" text

[<EntryPoint>]
let main args =
    for text in args do
        if text = "uncaught" then
            failwith "nothing catches this"

        try
            printfn "half %d" (step text)
        with StepFailed message ->
            printfn "error: %s" message

    printfn "done"
    0
