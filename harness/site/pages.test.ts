import { render } from "preact-render-to-string";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultPolicy as policy } from "../model/policy.ts";
import { toIndex } from "./columns.ts";
import { toFailures } from "./failures.ts";
import { h, type Page } from "./html.ts";
import { languagePage } from "./language-page.ts";
import { toLanguages } from "./languages.ts";
import { toOverview } from "./overview.ts";
import { overviewPage } from "./overview-page.ts";
import { toPerformance } from "./performance.ts";
import { performancePage } from "./performance-page.ts";
import { releasePage } from "./release-page.ts";
import { type ReleaseView, toReleases } from "./releases.ts";
import { plantData } from "./site.fixture.ts";
import type { SiteData } from "./types.ts";
import { coverage, faults, set } from "./worth.fixture.ts";
import { toFaults, toSuites } from "./worth.ts";
import { faultsPage, suitesPage } from "./worth-pages.ts";

let data: SiteData;
beforeAll(async () => {
  data = await plantData();
});

/** A page as somebody hears it who sees none of it: its text, a line a block. */
const heard = ({ main }: Page): string =>
  render(h("div", null, main))
    .replaceAll(/<\/(?:h\d|p|li|tr|dt|dd|summary|caption|pre|button)>/g, "\n")
    .replaceAll(/<\/t[hd]>/g, " | ")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/ +\n/g, "\n")
    .replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:…")
    .split("\n")
    .filter((line) => line !== "")
    .join("\n");

const index = () => toIndex(data.cells, () => []);

describe("what pages say", () => {
  test("the first page", () => {
    expect(heard(overviewPage(toOverview(data, index(), toReleases(data, policy))))).toMatchInlineSnapshot(`
      "Which programs run where
      5 of 6 cells pass. A cell is one case of one program, compiled by one toolchain, in one lane: a runtime's release in a Keep.
      The newest releases
      wasmtime@49.0.3✗fail not as expected
      2 of 3 cells pass, 1 unexplained.
      Since wasmtime@46.0.1: 1 regressed, 0 fixed.
      The verdict counts the languages and Keeps that results/policy.toml asks for. It is no gate: a gate runs both releases on one machine.
      Languages by lane
      Languages by lane
      language | wasmtime@49.0.3nil:host-x86_64 |
      Zig tier 1 | ✗fail 2/3 |
      What the marks mean
      ✗fail fail
      It broke its contract, and no reason is written down.
      ⚡broken broken
      The harness broke. It says nothing of the program.
      ∅lost lost
      It was planned, and the run has no row of it.
      ⁇untrusted untrusted
      Its lane did not report failures that were planted. It does not count.
      ‼surprise surprise
      It passed, although it is known to fail.
      ▲known known
      It failed, for a reason that is written down.
      ⊘unsupported unsupported
      The lane lacks what it needs, with proof.
      ≈flaky flaky
      It passed when it was tried again, as it is known to.
      ◌running running
      Its run is under way, and has not come to it yet.
      ◌to go to go
      Its run ended early, and did not come to it.
      ✓pass pass
      It did what its contract says.
      –n/a n/a
      The lane's host cannot set it up. It did not run.
      ·not run not run
      Nobody planned it here. Nothing is known.
      What fails without a written reason
      ✗fail stdout · 1 cell · blame: runtime
      117 bytes that are not the expected ones, first difference at byte 0: found &quot;&lt;/pre>&lt;script>window.taken=1&lt;/script>&lt;img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp;amp; &quot;quoted&quot;&quot; where &quot;right&quot; is to be
      What is known to fail
      None.
      What is not known
      1 cell cannot be set up by the lane's host: they did not run.
      Find out more
      ./gatehouse run language=rust
      Copy
      This runs every capability of one language in every current runtime. ./gatehouse report then writes this site anew."
    `);
  });

  test("a language", () => {
    const [view] = toLanguages(data, () => toFailures(index()));
    expect(view && heard(languagePage(view, true))).toMatchInlineSnapshot(`
      "Zig
      Tier 1: its regressions refuse a release. https://ziglang.org · guide · badge
      Toolchains
      toolchain | version | targets |
      zig/zig | 1.0.0 | wasip1 |
      What works where
      A capability works in a lane where a program that needs it passes. A failure names whose fault it is.
      Capabilities of Zig by lane
      capability | wasmtime@46.0.1nil:host-x86_64 | wasmtime@49.0.3nil:host-x86_64 |
      args | ✓pass works | ✗fail 2/3, runtime |
      stdout | ✓pass works | ✗fail 2/3, runtime |
      What the marks mean
      ✗fail fail
      It broke its contract, and no reason is written down.
      ⚡broken broken
      The harness broke. It says nothing of the program.
      ∅lost lost
      It was planned, and the run has no row of it.
      ⁇untrusted untrusted
      Its lane did not report failures that were planted. It does not count.
      ‼surprise surprise
      It passed, although it is known to fail.
      ▲known known
      It failed, for a reason that is written down.
      ⊘unsupported unsupported
      The lane lacks what it needs, with proof.
      ≈flaky flaky
      It passed when it was tried again, as it is known to.
      ◌running running
      Its run is under way, and has not come to it yet.
      ◌to go to go
      Its run ended early, and did not come to it.
      ✓pass pass
      It did what its contract says.
      –n/a n/a
      The lane's host cannot set it up. It did not run.
      ·not run not run
      Nobody planned it here. Nothing is known.
      Since when
      Nothing here tells since when: that takes several releases of one runtime, and a capability that works in the newest.
      Why not
      Failures
      ✗fail stdout · 1 cell · blame: runtime
      117 bytes that are not the expected ones, first difference at byte 0: found &quot;&lt;/pre>&lt;script>window.taken=1&lt;/script>&lt;img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp;amp; &quot;quoted&quot;&quot; where &quot;right&quot; is to be
      What was not tested
      Every workload has a port, or a reason why it cannot.
      What to type
      ./gatehouse run zig
      Copy
      ./gatehouse capabilities zig
      Copy"
    `);
  });

  test("a release", () => {
    const [view] = toReleases(data, policy) as [ReleaseView];
    expect(heard(releasePage(view, { data, failures: toFailures(index()) }))).toMatchInlineSnapshot(`
      "wasmtime@49.0.3
      ✗fail not as expected 2 of 3 cells pass, 1 unexplained.
      All its cells · badge
      What changed
      Since wasmtime@46.0.1, of the same cases by the same routes: compare them.
      regressed 1 cell: passed, now fail by stdout: 117 bytes that are not the expected ones, first difference at byte 0: found &quot;&lt;/pre>&lt;script>window.taken=1&lt;/script>&lt;img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp;amp; &quot;quoted&quot;&quot; where &quot;right&quot; is to be args/plain,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64
      What is expected to work
      Applications written in zig for wasip1 using args, stdout are expected to work on wasmtime@49.0.3 in nil; but 2 cases do not pass, such as args/plain: fail by stdout: 117 bytes that are not the expected ones, first difference at byte 0: found &quot;&lt;/pre>&lt;script>window.taken=1&lt;/script>&lt;img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp;amp; &quot;quoted&quot;&quot; where &quot;right&quot; is to be.
      Failures
      ✗fail stdout · 1 cell · blame: runtime
      117 bytes that are not the expected ones, first difference at byte 0: found &quot;&lt;/pre>&lt;script>window.taken=1&lt;/script>&lt;img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp;amp; &quot;quoted&quot;&quot; where &quot;right&quot; is to be
      Attestation by Keep
      Attestation by Keep
      lane | Keep | claim | attestation |
      wasmtime@49.0.3/nil:host-x86_64 | nil | not confidential | claims nothing that has to be attested |
      Capabilities
      wasmtime@49.0.3/nil:host-x86_64
      Capabilities in wasmtime@49.0.3/nil:host-x86_64
      capability | zig |
      args | ✗fail 2/3, runtime |
      stdout | ✗fail 2/3, runtime |
      Reasons
      What the marks mean
      ✗fail fail
      It broke its contract, and no reason is written down.
      ⚡broken broken
      The harness broke. It says nothing of the program.
      ∅lost lost
      It was planned, and the run has no row of it.
      ⁇untrusted untrusted
      Its lane did not report failures that were planted. It does not count.
      ‼surprise surprise
      It passed, although it is known to fail.
      ▲known known
      It failed, for a reason that is written down.
      ⊘unsupported unsupported
      The lane lacks what it needs, with proof.
      ≈flaky flaky
      It passed when it was tried again, as it is known to.
      ◌running running
      Its run is under way, and has not come to it yet.
      ◌to go to go
      Its run ended early, and did not come to it.
      ✓pass pass
      It did what its contract says.
      –n/a n/a
      The lane's host cannot set it up. It did not run.
      ·not run not run
      Nobody planned it here. Nothing is known.
      What this rests on
      Records
      lane | record | harness | machine | engine |
      wasmtime@49.0.3/nil:host-x86_64 | run 2026-01-01, 20260102T120000000Z-aaaa | Gatehouse 0.1.0 | Linux, linux 6, x86_64, CPU, 2 cores, 1000 MiB | sha256:… |
      What to type
      ./gatehouse gate --candidate wasmtime@49.0.3
      Copy
      This runs the release beside its baseline, on the same binaries."
    `);
  });

  test("times", () => {
    expect(heard(performancePage([toPerformance(set)]))).toMatchInlineSnapshot(`
      "Performance
      How long the same binary takes, by lane. Two intervals that overlap tell no difference. A bar that leaves its chart is cut; the table has it whole.
      releases
      CPU, 2 cores; engines' caches are warm; load averages before: 1, 2, 3; the same loop took 25.0 % less time in the end than in the beginning. Nothing here compares one machine or one day with another.
      Milliseconds of CPU time: the whole process less a no-op of the same language. Medians with 95 % intervals.
      sort/large
      Figures of sort/large
      sort/large, milliseconds by lane
      route | wasmtime@9.0.0nil:host-x86_64 | wasmtime@10.0.0nil:host-x86_64 |
      c/zig-cc.wasip1 | 10.0 (9.00 to 12.0) | not measured |
      rust/cargo.wasip1 | 30.0 (27.0 to 36.0) | 20.0 (18.0 to 24.0) |
      Slower or faster than the release before
      releases: Slower or faster than the release before
      case and lane | release before | time | CPU time | work by fuel |
      sort/large,rust/cargo.wasip1, wasmtime@10.0.0 | 9.0.0 | faster | −33.3 % (−35.0 % to −32.0 %) | same |
      To C in the same lane
      releases: To C in the same lane
      case and lane | rust/cargo.wasip1 |
      sort/large, wasmtime@10.0.0/nil:host-x86_64 | no figure |
      sort/large, wasmtime@9.0.0/nil:host-x86_64 | 3.00× (2.70 to 3.30) |
      To the same release in nil
      releases: To the same release in nil
      case and lane | c/zig-cc.wasip1 |
      sort/large, wasmtime@9.0.0/nil:host-x86_64 | 12.0× (10.8 to 13.2), emulated |
      What could not be measured
      sort/large,c/zig-cc.wasip1,wasmtime@10.0.0/nil:host-x86_64: it ended with 1: &lt;/pre>&lt;script>window.taken=1&lt;/script>&lt;img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp;amp; &quot;quoted&quot;
      Every sample
      samples/releases/a.ndjson"
    `);
    expect(heard(performancePage([]))).toContain("Nothing is published yet.");
  });

  test("coverage", () => {
    expect(heard(suitesPage(toSuites(coverage)))).toMatchInlineSnapshot(`
      "What the workloads call
      A green matrix is worth as much as its programs try. This counts functions of WASI that they call, and what came of it.
      wasip1
      1 of 2 functions are called, and 1 have done what they are for.
      The functions of wasip1
      Functions of wasip1
      function | what came of it | workloads | languages |
      fd_read | badf, success | echo, files | c, rust |
      sock_send | nobody calls it |  |  |"
    `);
    expect(heard(suitesPage(undefined))).toContain("./gatehouse coverage --publish");
  });

  test("faults", () => {
    expect(heard(faultsPage(toFaults(faults)))).toMatchInlineSnapshot(`
      "What the workloads find
      A host of WASI gets one fault at a time. A fault that no workload finds is a hole in the suite.
      Of 3 faults 1 are found (33 %), by 9 cells that pass without a fault. Recorded on 2026-01-01 in wasmtime@9.0.0/nil:host-x86_64.
      Not found
      Faults that nobody finds
      what is wrong | function | kind | why |
      second is wrong | fd_read | no op | 4 cells call the function, the fault changes something in 1, and none notices |
      third is wrong | sock_send | wrong value | the text allows it |
      By kind
      Faults by kind
      kind | faults | found |
      no op | 1 | 0 |
      wrong value | 2 | 1 |
      By function
      ▲known fd_read 1 of 2
      Faults of fd_read
      what is wrong | kind | found by | how |
      first is wrong | wrong value | files/read, c/zig-cc.wasip1: stdout | found &lt;/pre>&lt;script>window.taken=1&lt;/script>&lt;img src=x onerror='window.taken=1'>\\x1b[31mred\\x1b]0;title\\x07 \\u{202e}evil\\u{202c} &amp;amp; &quot;quoted&quot; |
      second is wrong | no op | nobody | 4 cells call the function, the fault changes something in 1, and none notices |
      ▲known sock_send 0 of 1
      Faults of sock_send
      what is wrong | kind | found by | how |
      third is wrong | wrong value | nobody | the text allows it |"
    `);
    expect(heard(faultsPage(undefined))).toContain("./gatehouse faults --publish");
  });
});
