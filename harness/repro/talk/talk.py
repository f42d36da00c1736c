"""Starts the programs of dialogue.json, talks to them by its steps over plain pipes and sockets, and holds what comes against it.
run.sh starts it, with the engine's programs in variables. Ends with 0 where the contract holds, 1 where it does not, 2 where it cannot be tried,
and 3 where the run saw what plain commands do not show."""
import filecmp, http.client, os, shutil, signal, socket, subprocess, sys, threading, time
import asked, connection, request
from plan import Failed, content, here, plan, work
from program import Program

deadline = time.monotonic() + plan["seconds"]
programs, cause = {}, None


def tell(good, text, why=None):
    global cause
    print(("PASS  " if good else "FAIL  ") + text, flush=True)
    if not good:
        cause = cause or why


def write(step, until):
    stdin = programs[step["write"]].input
    stdin.write(content(step.get("content")))
    stdin.flush()
    if step.get("end"):
        stdin.close()


def wait(role, until):
    try:
        programs[role].process.wait(max(0.001, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise Failed(f"{role} did not end in time", "timeout") from None


def kill(step):
    program = programs[step["kill"]]
    number = getattr(signal, step.get("signal", "SIGTERM"))
    program.signals.append(number)
    program.process.send_signal(number)


def run(role, until):
    programs[role] = Program(role, plan["roles"][role])
    programs[role].until_ready(until)


def take(step, until):
    if "run" in step: run(step["run"], until)
    elif "wait" in step: wait(step["wait"], until)
    elif "sleep" in step: time.sleep(step["sleep"])
    elif "kill" in step: kill(step)
    elif "open" in step: programs[step["open"]].open_input()
    elif "write" in step: write(step, until)
    elif "read" in step: programs[step["read"]].streams[step["from"]].expect(content(step["content"]), until)
    elif "connect" in step:
        for name in [step["connect"]] if isinstance(step["connect"], str) else step["connect"]: connection.connect(name, step["to"], until)
    elif "accept" in step: connection.accept(step["accept"], step["at"], until)
    elif "refused" in step: connection.refused(step["refused"], until)
    elif "send" in step: connection.each(step["send"], lambda peer: connection.send(peer, step, until))
    elif "recv" in step: connection.each(step["recv"], lambda peer: peer.receive(content(step["content"]), until, step.get("rate")))
    elif "rounds" in step: connection.each(step["rounds"], lambda peer: connection.rounds(peer, step, until))
    elif "end" in step: connection.each(step["end"], lambda peer: peer.end(until))
    elif "shutdown" in step: connection.each(step["shutdown"], lambda peer: connection.shutdown(peer, step))
    elif "reset-by" in step: connection.each(step["reset-by"], lambda peer: peer.end(until, True))
    elif "reset" in step: connection.each(step["reset"], connection.reset)
    elif "asked" in step: asked.asked(step, until)
    elif "answered" in step: request.answered(step, until)
    else: request.request(step, until)


def finish():
    for client in request.kept.values():
        client.close()
    for peer in connection.peers.values():
        peer.finish()
        if not peer.udp and peer.sock.fileno() >= 0:
            try:
                peer.sock.shutdown(socket.SHUT_WR)
            except OSError:
                pass
    for role, program in programs.items():
        if program.input and not program.input.closed:
            program.input.close()
        wait(role, min(deadline, time.monotonic() + 30))


def talk():
    """All steps; the text and the cause of the first that failed."""
    for number, step in enumerate([*plan["steps"], None], 1):
        if time.monotonic() > deadline:
            return f"step {number}: the time of the case is over", "timeout"
        label = f"step {number}: {step['says']}" if step else "after the last step"
        until = min(deadline, time.monotonic() + (step.get("seconds", 30) if step else 30))
        try:
            take(step, until) if step else finish()
        except Failed as error:
            return f"{label}: {error}", error.cause
        except (socket.timeout, TimeoutError):
            return f"{label}: nothing came in time", "timeout"
        except (OSError, http.client.HTTPException) as error:
            return f"{label}: {type(error).__name__}: {error}", "network"
        if step:
            tell(True, label)
    return None


def fits(how, code, program, contract):
    if contract == "killed":
        return how == "signal" and code - 128 in program.signals
    if contract == "trap":
        return how == "trap"
    if contract == "nonzero":
        return how == "exit" and code != 0
    if contract == "failure":
        return how == "trap" or (how == "exit" and code != 0)
    return how == "exit" and code == contract


def tree(folder):
    found = {}
    for at, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(at, name)
            is_folder = os.path.isdir(path) and not os.path.islink(path)
            found[os.path.relpath(path, folder)] = "folder" if is_folder else os.readlink(path) if os.path.islink(path) else open(path, "rb").read()
    return found


def judge(role, program):
    own = program.own
    how, code = program.how()
    if not program.cut:
        told = f"{role}: ending: {how} (code {code}), expected: {own['exit']}"
        tell(fits(how, code, program, own["exit"]), told, {"refused-flag": "start"}.get(how, how))
    for name in ("stdout", "stderr"):
        if own[name] and not program.cut:
            same = filecmp.cmp(program.path(name), os.path.join(here, own[name]), shallow=False)
            tell(same, f"{role}: {name}: {os.path.getsize(program.path(name))} bytes, {'as' if same else 'not as'} in {own[name]}", name)
    for index in range(len(own["directories"])):
        expected = f"expected/{role}/directory-{index}"
        tell(tree(os.path.join(here, expected)) == tree(program.path(f"directory-{index}")), f"{role}: files as in {expected}", "file")


def main():
    shutil.rmtree(work, ignore_errors=True)
    os.mkdir(work)
    try:
        connection.listen()
    except OSError as error:
        print(f"the ports of dialogue.json are in use; try TALK_HOST=127.0.0.2: {error}", file=sys.stderr)
        return 2
    # Whatever blocks, the programs end: the step that waits for them then fails.
    watch = threading.Timer(plan["seconds"], lambda: [each.process.kill() for each in programs.values()])
    watch.daemon = True
    watch.start()
    failed = talk()
    time.sleep(1 if failed else 0)
    for program in programs.values():
        program.cut = not program.ended()
        if program.cut:
            program.process.kill()
        program.process.wait()
        for stream in program.streams.values():
            stream.thread.join(2)
    if failed:
        went = [each for each in programs.values() if not each.cut and not fits(*each.how(), each, each.own["exit"])]
        tell(False, failed[0], None if went else failed[1])
    for role, program in programs.items():
        judge(role, program)
    if failed and cause is None:
        tell(False, "the dialogue did not come to its end", failed[1])
    if cause is None and plan["unseen"]:
        print(f"All that is checked here holds, but the run saw what this script cannot: {plan['unseen']}.")
        return 3
    print("The contract holds." if cause is None else f"The contract does not hold: {cause}.")
    if cause is not None and cause == plan["saw"]:
        print("That is what the run saw too.")
    return 0 if cause is None else 1


sys.exit(main())
