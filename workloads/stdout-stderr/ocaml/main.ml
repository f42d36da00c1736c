let write_lines () =
  for i = 1 to 10 do
    Printf.printf "out %d\n%!" i;
    Printf.eprintf "err %d\n%!" i
  done

let block first k = String.make 4096 (Char.chr (Char.code first + (k mod 26)))

let write_blocks () =
  for k = 0 to 255 do
    print_string (block 'a' k);
    flush stdout;
    prerr_string (block 'A' k);
    flush stderr
  done

let () =
  match Sys.argv with
  | [| _; "small" |] -> write_lines ()
  | [| _; "large" |] -> write_blocks ()
  | _ ->
      prerr_endline "usage: main small|large";
      exit 1
