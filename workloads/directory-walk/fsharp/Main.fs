module Main

open Wasi

let root = "/data/tree"

let make n =
    Directory.create root

    for i in 0 .. n - 1 do
        Directory.create $"{root}/d{i}"

        for j in 0 .. n - 1 do
            File.writeText $"{root}/d{i}/f{j}" $"{i * n + j}\n"

type Totals = { Directories: int; Files: int; Sum: int }

let rec walk totals path =
    if Directory.exists path then
        Directory.list path
        |> Array.fold (fun sofar name -> walk sofar $"{path}/{name}") { totals with Directories = totals.Directories + 1 }
    else
        { totals with
            Files = totals.Files + 1
            Sum = totals.Sum + int ((File.readText path).Trim()) }

let rec remove path =
    if Directory.exists path then
        for name in Directory.list path do
            remove $"{path}/{name}"

        Directory.delete path
    else
        File.delete path

[<EntryPoint>]
let main args =
    make (int args[0])
    let totals = walk { Directories = 0; Files = 0; Sum = 0 } root
    printfn "%d %d %d" totals.Directories totals.Files totals.Sum
    remove root
    0
