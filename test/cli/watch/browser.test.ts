import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser, Page } from "playwright-core";
import { BROWSER_RUNS, openBrowser } from "../../browser.ts";
import { assertBack, production, type Production } from "../../engine/production.ts";

/** What the engine may take on a busy machine, in milliseconds. */
const PATIENCE = 300_000;
const PHONE = { width: 360, height: 740 };
/** Where screenshots are written, for a person to check; nowhere where absent. */
const PICTURES = process.env["CANARY_PICTURES"];

/** One stack serves all, each test goes on from the one before. */
describe("the page of ./canary watch in a browser", () => {
  let running: Production;
  let watching: ChildProcess;
  let url: string;
  let browser: Browser | undefined;
  let page: Page;
  let broken = false;
  /** What the page complained of, and which hosts it queried. */
  const complaints: string[] = [];
  const queried = new Set<string>();

  before(async function () {
    // The packaged Chromium is for Linux on x64 alone.
    if (!BROWSER_RUNS) this.skip();
    running = await production("25");
    const { directory, env } = running.workspace;
    watching = spawn(join(directory, "canary"), ["watch", "--every", "1"], {
      cwd: directory,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    assert.ok(watching.stdout);
    const [line] = (await once(createInterface(watching.stdout), "line")) as [string];
    url = /(http:\S+)/.exec(line)?.[1] ?? "";
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (said) => {
      // Chromium says so itself of an order that is refused.
      if (said.location().url.endsWith("/act")) return;
      if (["error", "warning"].includes(said.type())) complaints.push(said.text());
    });
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("request", (request) => queried.add(new URL(request.url()).host));
    await page.goto(url);
  });
  after(async () => {
    await browser?.close();
    if (watching.exitCode === null) {
      watching.kill("SIGINT");
      await once(watching, "exit");
    }
    await running.close();
  });
  beforeEach(function () {
    // Each test goes on from where the one before it left the page.
    if (broken) this.skip();
  });
  afterEach(function () {
    broken ||= this.currentTest?.state === "failed";
    assert.deepEqual(complaints, []);
    assert.deepEqual([...queried], [new URL(url).host]);
  });

  const press = (name: string, within = "#controls") =>
    page.locator(within).getByRole("button", { name, exact: true }).click();
  const confirm = async (name: string) => {
    await press(name);
    await press(name, "#question");
  };
  const says = (selector: string, text: string | RegExp) =>
    page.locator(selector, { hasText: text }).first().waitFor();
  const fact = (term: string) =>
    page.locator("#facts div", { hasText: term }).locator("dd").first().textContent();
  const ended = (command: RegExp) => says('#log [data-kind="command"] .text', command);
  const shoot = async (name: string) => {
    if (PICTURES !== undefined)
      await page.screenshot({ path: join(PICTURES, name), fullPage: true });
  };

  it("shows a real stack: its record, weights, hosts, DNS, monitors and traffic", async () => {
    await says("#headline", /^1\.5\.0 takes 25 %, 1\.4\.0 is stable$/);
    assert.equal(await page.locator("#app").textContent(), "shop");
    assert.equal(await page.locator("#site").getAttribute("href"), "https://www.example.com");
    await page.locator('#dashboard[href^="https://app.datadoghq.com/dashboard"]').waitFor();
    assert.equal(await fact("Weights"), "75 : 25");
    assert.equal(await fact("www.example.com"), "1.4.0");
    assert.equal(await fact("canary-origin.example.com"), "1.5.0");
    await says("#facts dd", "stable and canary (1 of 1 name servers)");
    await page.locator("#well summary").click();
    await says("#well-monitors li", /^Error rate[\d.]+ % \(alert above 5 %\)$/);
    await says("#well-monitors li", /^Response time \(p95\)[\d.]+ ms \(alert above 500 ms\)$/);
    for (const leg of ["stable", "canary"])
      await says(`#requests tr[data-line=${leg}] td`, /[1-9]/);
    await page.locator("#checklist details").first().waitFor();
    await page.locator("#well summary").click();
    assert.equal(await page.locator("#switches").isVisible(), false);
    await shoot("watch-25.png");
    await page.emulateMedia({ colorScheme: "dark" });
    await shoot("watch-25-dark.png");
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("fits a phone, with the roll back within reach", async () => {
    await page.setViewportSize(PHONE);
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), PHONE.width);
    const box = await page.locator('[data-move="roll back"]').boundingBox();
    assert.ok(box && box.y > 0 && box.y + box.height <= PHONE.height, JSON.stringify(box));
    await shoot("watch-phone.png");
    await press("Roll back");
    await shoot("watch-phone-question.png");
    await press("Cancel", "#question");
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it("runs nothing where the question is answered with no", async () => {
    await press("Advance");
    await says("#question", "Advance 1.5.0 from 25 % to 50 %?");
    await says("#question-command", "./canary advance --yes --stack production");
    await press("Cancel", "#question");
    await says("#doing", /^No command is under way/);
    assert.equal(await page.locator('#log [data-kind="command"]').count(), 0);
  });

  it("advances by the command itself, after a question", async () => {
    await confirm("Advance");
    await says("#doing", "Under way: ./canary advance --yes --stack production");
    await says("#headline", /^1\.5\.0 takes 50 %, 1\.4\.0 is stable$/);
    await ended(/advance .*: ended with 0$/);
    assert.deepEqual(running.held().weights, { stable: 50, canary: 50 });
  });

  it("names a monitor that alerts, with its number and limit, and refuses to advance then", async () => {
    running.closeGate();
    await says("#unwell", /^Alert: .*Error rate/);
    await says("#unwell-monitors li", /^Error rate6\.2 % \(alert above 5 %\)Alert/);
    await confirm("Advance");
    await ended(/advance .*: ended with [1-9]/);
    await says("#failed", /Error rate 6\.2 %/);
    assert.deepEqual(running.held().weights, { stable: 50, canary: 50 });
    await shoot("watch-alert.png");
  });

  it("says in place that Datadog is out of reach, with no number from before", async () => {
    running.datadog.fault({ kind: "unreachable", times: "always" });
    await says("#unknown-monitors", /^Datadog's monitors are not known: /);
    await says("#unknown-traffic", /^Datadog's metrics are not known: /);
    await says("#unwell", /^Monitors: not known$/);
    assert.equal(await page.locator(".monitors li").count(), 0);
    for (const id of ["requests", "errors", "latency"])
      assert.equal(await page.locator(`#${id} tr[data-line=canary] td`).textContent(), "–", id);
    assert.equal(
      await page.locator('[data-move="roll back"]').getAttribute("aria-disabled"),
      "false",
    );
    await shoot("watch-unreachable.png");
  });

  it("halts with a reason, and not without one", async () => {
    await press("Halt");
    await press("Halt", "#question");
    assert.equal(await page.locator("#question").isVisible(), true);
    await page.locator("#reason").fill("checkout is slow");
    await says("#question-command", "--reason='checkout is slow'");
    await press("Halt", "#question");
    await says("#headline", /^1\.5\.0 is halted at 50 %: checkout is slow$/);
    assert.deepEqual(running.held().weights, { stable: 50, canary: 50 });
    await ended(/halt .*: ended with 0$/);
  });

  it("rolls back while Datadog is out of reach, and says why afterwards", async () => {
    await press("Roll back");
    await says("#question", "Roll back: everyone to 1.4.0?");
    await page.locator("#reason").fill("checkout fails");
    await page.keyboard.press("Enter");
    await says("#headline", /^Rolled back: checkout fails$/);
    await ended(/rollback .*: ended with 0$/);
    assertBack(running);
    assert.equal(await page.locator("#question").isVisible(), false);
    const file = join(running.workspace.directory, "Pulumi.production.yaml");
    assert.match(await readFile(file, "utf8"), /percentage: "?0"?/);
    running.datadog.clearFaults();
    running.datadog.setRequests("1.5.0", "no data");
    running.datadog.setMonitorState("error-rate", { state: "No Data", group: "version:1.5.0" });
    await page.locator('#unwell-monitors [data-state="idle"]', { hasText: "Error rate" }).waitFor();
    assert.doesNotMatch((await page.locator("#unwell").textContent()) ?? "", /No Data/);
    await shoot("watch-rolled-back.png");
  });

  it("says that the state cannot be read, since when, and keeps the roll back", async () => {
    const file = join(running.workspace.directory, "Pulumi.yaml");
    await rename(file, `${file}.gone`);
    await says("#unknown-state", /^The stack's state cannot be read since \d\d:\d\d:\d\d, /);
    await says("#headline", /^Rolled back: checkout fails$/);
    await rename(`${file}.gone`, file);
    await page.locator("#unknown-state").waitFor({ state: "hidden" });
  });

  it("ends with ^C, and leaves nothing behind", async () => {
    const exited = once(watching, "exit");
    watching.kill("SIGINT");
    assert.deepEqual(await exited, [0, null]);
    await assert.rejects(fetch(url));
    await says("#connection", /connection lost/);
    // It goes on trying, and Chromium says so each time.
    await page.close();
    complaints.length = 0;
  });
});
