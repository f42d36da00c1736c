import fc from "fast-check";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { h } from "./html.ts";
import { toProse } from "./markdown.ts";

const nowhere = (): undefined => undefined;
const html = (text: string, follow: (href: string) => string | undefined = nowhere): string => render(h("div", null, toProse(text, follow).body)).slice(5, -6);

test("headings have the anchors that links between pages use", () => {
  const { title, headings } = toProse("# Gate `a` release\n\n## In CI\n\n### Slower is a reason, too\n", nowhere);
  expect(title).toBe("Gate a release");
  expect(headings).toEqual([
    { id: "in-ci", text: "In CI" },
    { id: "slower-is-a-reason-too", text: "Slower is a reason, too" },
  ]);
});

test("headings of one text have anchors of their own, as GitHub numbers them", () => {
  const { headings } = toProse("# Same\n\n## Same\n\n## Same\n\n## Same-1\n\n## ???\n", nowhere);
  expect(headings.map(({ id }) => id)).toEqual(["same-1", "same-2", "same-1-1", "section"]);
});

test("commands can be copied, output cannot, and a file has its name", () => {
  expect(html("```\nls\n```\n")).toContain('data-copy="ls"');
  expect(html("```text\nls\n```\n")).not.toContain("data-copy");
  expect(html("```c file=main.c\nint x;\n```\n")).toContain('<span class="file">main.c</span>');
});

test("links lead to pages of the site, or out; any other is text", () => {
  const follow = (href: string): string | undefined => (href === "gate.md" ? "gate.html" : undefined);
  expect(html("[a](gate.md) [b](../results/x.toml) [c](https://example.org/)", follow)).toBe(
    '<p><a href="gate.html">a</a> <span>b</span> <a href="https://example.org/" rel="noreferrer">c</a></p>',
  );
  expect(html("[a](javascript:alert(1))")).not.toContain("href");
});

test("tables, lists and emphasis", () => {
  expect(html("| a | n |\n| --- | ---: |\n| *x* | 1 |\n")).toContain('<tr><td><em>x</em></td><td class="number">1</td></tr>');
  expect(html("1. one\n2. **two**\n")).toBe("<ol><li>one</li><li><strong>two</strong></li></ol>");
  // Steps after a block of code go on where they were.
  expect(html("3. three\n4. four\n")).toBe('<ol start="3"><li>three</li><li>four</li></ol>');
});

test("comments vanish, and markup stands as text", () => {
  expect(html("a\n\n<!-- faults -->\n\nb")).toBe("<p>a</p><p>b</p>");
  expect(html("<script>x</script>\n\n<b onclick=x>y</b>")).not.toMatch(/<(script|b)\b/);
});

test("no text becomes an element that is not of this page", () => {
  const pieces = fc.constantFrom(
    "<script>",
    "</div>",
    "<img src=x onerror=y>",
    "`",
    "```\n",
    "[a](",
    "javascript:x",
    ")",
    "|",
    "\n",
    "# ",
    "- ",
    "&lt;",
    "<!--",
    "-->",
    "x",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
      const names = [...html(parts.join("")).matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name as string);
      for (const name of names)
        expect(name).toMatch(/^(p|h[1-6]|ul|ol|li|a|code|pre|div|button|table|thead|tbody|tr|th|td|span|em|strong|del|hr|br|blockquote|input)$/);
      expect(html(parts.join(""))).not.toContain('href="javascript');
    }),
  );
});
