import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openRoom } from "../../controlRoom/room.ts";
import { serveControlRoom } from "../../controlRoom/serve.ts";
import type { Reading } from "../../controlRoom/source.ts";
import { BROWSER_RUNS, openBrowser } from "../browser.ts";
import { halted, record } from "./record.ts";

/** Waits for the test, so that the page can show what runs. */
const CANARY = `#!/bin/sh
[ "$1" = checklist ] && echo "[" && echo "]" && exit
until [ -e end ]; do sleep 0.05; done
`;

const reading: Reading = {
  app: { name: "shop", host: "www.example.com" },
  record,
  weights: { stable: 75, canary: 25 },
  hosts: { "www.example.com": "1.4.0" },
  traffic: [],
  limits: {},
  monitors: [],
};

describe("the control room's page over a source that is made up", () => {
  let verified = reading;
  let directory: string;
  let browser: Browser | undefined;
  let page: Page;
  const open: { close(): Promise<void> }[] = [];

  before(async function () {
    // The packaged Chromium is for Linux on x64 alone.
    if (!BROWSER_RUNS) this.skip();
    directory = await mkdtemp(join(tmpdir(), "canary-test-"));
    const canary = join(directory, "canary");
    await writeFile(canary, CANARY, { mode: 0o755 });
    const workspace = { canary, directory, env: process.env };
    const room = openRoom({ read: () => verified }, { stack: "production", workspace });
    const served = await serveControlRoom(room);
    open.push(served, room);
    browser = await openBrowser();
    page = await browser.newPage({ locale: "en-GB" });
    page.setDefaultTimeout(120_000);
    await page.goto(served.url);
  });
  after(async () => {
    // What runs still ends, or the room would wait for it.
    await writeFile(join(directory, "end"), "");
    await browser?.close();
    for (const one of open) await one.close();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    verified = reading;
  });

  const says = (selector: string, text: string | RegExp) =>
    page.locator(selector, { hasText: text }).first().waitFor();

  it("takes Enter in the reason for one answer: it does not ask again", async () => {
    await says("#headline", /^1\.5\.0 takes 25 %/);
    const begun = page.locator('#log [data-kind="command"] .text');
    await page.locator('#controls [data-move="roll back"]').click();
    await page.locator("#reason").fill("checkout fails");
    await page.keyboard.press("Enter");
    await says("#doing", "./canary rollback --reason='checkout fails' --yes --stack production");
    await page.waitForTimeout(300);
    assert.equal(await page.locator("#question").isVisible(), false);
    await writeFile(join(directory, "end"), "");
    await says("#doing", /^No command is under way/);
    assert.equal(await begun.count(), 2, "begun once, ended once");
  });

  it("answers no question by a key that is held", async () => {
    await page.locator('#controls [data-move="roll back"]').focus();
    await page.keyboard.down("Enter");
    await page.locator("#question").waitFor();
    for (let again = 0; again < 3; again++) await page.keyboard.down("Enter");
    assert.equal(await page.locator("#question").isVisible(), true);
    await page.keyboard.up("Enter");
    await page.keyboard.press("Escape");
  });

  it("says after a roll back why it was, with the gone canary's No Data in grey", async () => {
    const why = { trigger: "error rate above 5 %", reason: "Error rate 5.19 %" };
    verified = {
      ...reading,
      record: { ...halted(why), percentage: 0, kind: "roll back" },
      monitors: [
        { key: "error-rate", title: "Error rate", state: "No Data", idle: true },
        {
          key: "redis",
          title: "Redis memory",
          state: "Alert",
          value: "97 %",
          alerts: "above 95 %",
        },
      ],
    };
    await says("#headline", /^Rolled back: error rate above 5 %$/);
    await says("#detail", /^Error rate 5\.19 %$/);
    await says("#unwell", /^Alert: Redis memory$/);
    const colour = (selector: string) =>
      page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).color`);
    const quiet = await colour("#stack");
    assert.equal(await colour('#unwell-monitors [data-state="idle"] .state'), quiet);
    assert.notEqual(await colour('#unwell-monitors [data-state="Alert"] .state'), quiet);
    await says("#unwell-monitors li", /^Redis memory97 % \(alert above 95 %\)Alert$/);
  });

  it("says how long each stage is held, and why a soak counts again", async () => {
    const enteredAt = new Date(Date.now() - 50_000).toISOString();
    const recovery = { at: Date.now() - 10_000, title: "Error rate" };
    verified = { ...reading, record: { ...record, enteredAt }, recovery };
    await says("#ladder [aria-current] .soak", /^(1[1-9]|[2-5]\d) s of 1 min soak left$/);
    await says(
      "#ladder [aria-current] .again",
      /^counts again since \d\d:\d\d:\d\d: Error rate recovered$/,
    );
    await says("#ladder [data-state=ahead] .soak", /^1 min soak$/);
  });

  it("says what is not known in its place", async () => {
    verified = { ...reading, unknown: { monitors: "Datadog is silent", state: "no state" } };
    await says("#unknown-monitors", /^Datadog is silent$/);
    await says("#unknown-state", /^no state$/);
    await says("#unwell", /^Monitors: not known$/);
  });
});
