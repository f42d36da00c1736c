import type { RuntimeTarget } from "../model/generated/runtime.ts";
import { placeholdersIn } from "../model/placeholders.ts";
import { fault, lintPattern, lintWords } from "./lint-words.ts";

/** Checks how a runtime's target is given sockets, and what it says before its guest; `place` is the target's place in the file. */
export const lintSockets = ({ argv, sockets, notices, "config-file": config }: RuntimeTarget, file: string, place: string): void => {
  (notices ?? []).forEach(({ stderr }, index) => {
    lintPattern(stderr, file, `${place}/notices/${index}/stderr`);
  });
  if (!sockets) return;
  lintWords(sockets.always ?? [], new Set([]), file, `${place}/sockets/always`);
  lintWords(sockets.listen ?? [], new Set(["address"]), file, `${place}/sockets/listen`);
  lintWords(sockets.listening ?? [], new Set(["file"]), file, `${place}/sockets/listening`);
  if (sockets.listening && !sockets.listening.some((word) => placeholdersIn(word).includes("file")))
    throw fault("runtime/sockets", file, `${place}/sockets/listening`, "the file is not named", 'write listening = ["--flag={file}"]');
  if (sockets.as === "descriptors" && !((sockets.listen || config) && sockets.directories)) {
    const hint = 'write listen = ["--flag={address}"], and directories = "before" or "after": which descriptors come first';
    throw fault("runtime/sockets", file, `${place}/sockets`, "preopened sockets need listen and directories", hint);
  }
  if (!argv.includes("{sockets}") && (sockets.always || sockets.listen || sockets.listening))
    throw fault("runtime/sockets", file, `${place}/argv`, "sockets are said, but {sockets} is nowhere in argv", 'add "{sockets}" to argv');
};
