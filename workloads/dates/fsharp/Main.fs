module Main

open System
open Wasi

let weekdays =
    [| "Sunday"; "Monday"; "Tuesday"; "Wednesday"; "Thursday"; "Friday"; "Saturday" |]

[<EntryPoint>]
let main _ =
    for line in Stdin.readToEnd().Split '\n' do
        if line <> "" then
            let date = DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(float line)
            let day = date.ToString "yyyy-MM-dd"
            let time = date.ToString "HH:mm:ss"
            printfn "%sT%sZ %s %03d" day time weekdays[int date.DayOfWeek] date.DayOfYear

    0
