import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { which } from "../host/which.ts";

/** A Chromium of this machine; undefined where there is none. Debian's package chromium-headless-shell suffices. */
export const chromiumPath = ["chromium-headless-shell", "chromium"].map((command) => which(command)).find((path) => path !== undefined);

/** Starts it. As root, in a container say, it has no sandbox of its own. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? "", args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });

/** A page with all that went wrong in it: errors, messages to the console, and addresses that are not the site's own. */
export interface Watched {
  readonly page: Page;
  readonly faults: string[];
}

/** Opens a page of a site as a file, and watches it. */
export const openPage = async (browser: Browser, site: string, path: string, options: BrowserContextOptions = {}): Promise<Watched> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => void faults.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => void faults.push(error.message));
  page.on("dialog", (dialog) => void faults.push(`a dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`file://${site}/`)) faults.push(`it asks for ${request.url()}`);
  });
  await page.goto(`file://${site}/${path}`);
  return { page, faults };
};

/** Rules of accessibility that a page breaks, with where: axe-core's whole set. */
export const axeFaults = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).options({ preload: false }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
};
