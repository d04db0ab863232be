import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { rehearsedProject } from "../../../cli/rehearse/project.ts";
import type { ControlRoom } from "../../../controlRoom/index.ts";
import { watch } from "../../../rehearsal/controlRoom/index.ts";
import { BROWSER_RUNS, openBrowser } from "../../browser.ts";
import { EXAMPLE } from "../../example.ts";

/** What the engine and the monitors may take together on a busy machine, in milliseconds. */
const PATIENCE = 300_000;
/** Whether the README's own screenshots are taken anew. */
const ANEW = process.env["UPDATE_SCREENSHOTS"] !== undefined;
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

/** One rollout serves all, each test goes on from the one before. */
describe("the control room in a browser", function () {
  this.timeout(2 * PATIENCE);
  let directory: string;
  let room: ControlRoom | undefined;
  let browser: Browser | undefined;
  let page: Page;
  let broken = false;
  /** What the page complained of, and where it sent requests. */
  const complaints: string[] = [];
  const requested = new Set<string>();

  before(async function () {
    // The packaged Chromium is for Linux on x64 alone.
    if (!BROWSER_RUNS) this.skip();
    directory = await mkdtemp(join(tmpdir(), "canary-test-"));
    const project = await rehearsedProject(EXAMPLE);
    room = await watch(directory, { project, onStep: () => undefined });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: DESKTOP, locale: "en-GB" });
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (said) => {
      // Chromium says so itself of an order that is refused.
      if (said.location().url.endsWith("/act")) return;
      if (["error", "warning"].includes(said.type())) complaints.push(said.text());
    });
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("request", (request) => requested.add(new URL(request.url()).host));
    await page.goto(room.url);
  });
  after(async () => {
    await browser?.close();
    await room?.close();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(function () {
    // Each test goes on from where the one before it left the page.
    if (broken) this.skip();
  });
  afterEach(function () {
    broken ||= this.currentTest?.state === "failed";
    assert.deepEqual(complaints, []);
    assert.deepEqual([...requested], [new URL(room?.url ?? "").host]);
  });

  const at = (share: string) =>
    page.locator("#ladder [aria-current=step] .share", { hasText: share }).waitFor();
  const logged = (kind: string, text: RegExp) =>
    page.locator(`#log [data-kind="${kind}"] .text`, { hasText: text }).first().waitFor();
  const observed = (id: string, line: string) =>
    page.locator(`#${id} tr[data-line=${line}] td`).textContent().then(Number);
  /** By keyboard, as everything here can be. */
  const press = async (name: string, within = "#controls") => {
    await page.locator(within).getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  /** Press a button that opens a question, and confirm. */
  const confirm = async (name: string) => {
    await press(name);
    await press(name, "#question");
  };
  const shoot = async (name: string) => {
    const folder = ANEW ? join(import.meta.dirname, "../../../docs") : directory;
    // A button that has the focus may have scrolled the head away.
    await page.evaluate("scrollTo(0, 0)");
    const taken = await page.screenshot({ path: join(folder, name) });
    assert.ok(taken.length > 10_000, `${name} has ${taken.length} bytes`);
  };

  it("shows a canary at 25 % with traffic on both legs, its monitors and the checklist", async () => {
    await at("25 %");
    await logged("transition", /advance: .* at 25 %/);
    await logged("command", /ended with 0/);
    await page.locator("#checklist details").first().waitFor();
    assert.ok((await page.locator(".monitors li").count()) > 20);
    for (const leg of ["stable", "canary"])
      await page.locator(`#requests tr[data-line=${leg}] td`, { hasText: /[1-9]/ }).waitFor();
    assert.equal(await observed("errors", "alerts"), 5);
    assert.equal(await observed("latency", "alerts"), 500);
    // As much traffic as draws a line.
    if (ANEW) await page.waitForTimeout(30_000);
    await shoot("control-room-25.png");
  });

  it("says the app, where it is, and how it stands in the head", async () => {
    assert.equal(await page.locator("#app").textContent(), "shop");
    assert.equal(await page.locator("#site").textContent(), "www.example.com");
    assert.match((await page.locator("#clock").textContent()) ?? "", /^\d\d:\d\d:\d\d$/);
    assert.match(
      (await page.locator("#headline").textContent()) ?? "",
      /^\S+ takes 25 %, 1\.4\.0 is stable$/,
    );
  });

  it("says how long the stages to come are held, and what is left of this one", async () => {
    const soak = (state: string) =>
      page.locator(`#ladder li[data-state=${state}] .soak`).first().textContent();
    assert.equal(await soak("ahead"), "1 min soak");
    assert.match((await soak("current")) ?? "", /^(.* of 1 min soak left|soak over)$/);
  });

  it("folds the monitors that are well, and says what they measure in its unit", async () => {
    const row = page.locator("#well-monitors li", { hasText: "App CPU" });
    assert.equal(await row.isVisible(), false);
    await page.locator("#well summary").click();
    assert.equal(await row.locator(".value").textContent(), "30 % (alert above 90 %)");
    await page.locator("#well summary").click();
  });

  it("fits a phone, with the roll back within reach wherever one reads", async () => {
    await page.setViewportSize(PHONE);
    const width = await page.evaluate("document.documentElement.scrollWidth");
    assert.equal(width, PHONE.width);
    for (const y of [0, 10_000]) {
      await page.evaluate(`window.scrollTo(0, ${y})`);
      const box = await page.locator('[data-move="roll back"]').boundingBox();
      assert.ok(box && box.y > 0 && box.y + box.height <= PHONE.height, JSON.stringify(box));
    }
    await page.setViewportSize(DESKTOP);
  });

  it("asks before it runs a command, and runs none where the answer is no", async () => {
    const begun = () => page.locator('#log [data-kind="command"]').count();
    const before = await begun();
    await press("Roll back");
    await page.locator("#question", { hasText: "everyone to 1.4.0?" }).waitFor();
    await page.locator("#reason").fill("it's slow");
    await page
      .locator("#question-command", {
        hasText: `--reason='it'\\''s slow' --yes --stack production`,
      })
      .waitFor();
    await press("Cancel", "#question");
    assert.equal(await page.locator("#question").isVisible(), false);
    assert.equal(await begun(), before);
  });

  it("says what every button and chart is to those who see neither", async () => {
    const names = await page.getByRole("button").allTextContents();
    assert.ok(names.length >= 10 && names.every((name) => name.trim() !== ""), names.join());
    for (const name of ["Stages", "What visitors see", "Controls", "Log", "Monitors", "Checklist"])
      assert.equal(await page.getByRole("region", { name }).count(), 1, name);
    for (const id of ["requests", "errors", "latency"])
      assert.ok((await page.locator(`#${id}`).getByRole("row").count()) >= 2, id);
  });

  it("says why an order is not taken", async () => {
    await press("Stop");
    await page.getByRole("alert").filter({ hasText: "nothing is under way" }).waitFor();
  });

  it("breaks the canary and mends it", async () => {
    for (const pressed of ["true", "false"]) {
      await press("Silence");
      await page.locator(`#controls [data-switch=silence][aria-pressed=${pressed}]`).waitFor();
    }
    await logged("order", /broken: silence/);
    await logged("order", /mended: silence/);
  });

  it("breaks the canary, shows the alert, and sees it rolled back by itself", async () => {
    await confirm("Run unattended");
    await logged("command", /\.\/canary run --yes --every 1 --stack production$/);
    await press("Errors, 10 %");
    await page.locator("#controls [data-switch=errors][aria-pressed=true]").waitFor();
    await page.locator("#unwell", { hasText: "Alert: Error rate" }).waitFor();
    await logged("alert", /^Error rate/);
    await at("0 %");
    await logged("transition", /^roll back/);
    await page.locator("#headline", { hasText: /^Rolled back: error rate above 5 %$/ }).waitFor();
    await page.getByRole("status").filter({ hasText: /\S/ }).waitFor();
    await page.locator("#ladder", { hasText: "rolled back" }).waitFor();
    await page.locator("#requests tr[data-line=canary] td", { hasText: /^0$/ }).waitFor();
    assert.equal(await page.locator("#facts").getByText("100 : 0").count(), 1);
    await page.getByRole("alert").filter({ hasText: "rolled back by itself" }).waitFor();
    // Of the canary that is gone there is no data, which alarms nobody.
    await page.locator('.monitors [data-state="idle"]', { hasText: "Error rate" }).waitFor();
    await page.locator("#unwell", { hasText: "No Data" }).waitFor({ state: "hidden" });
    await shoot("control-room-rolled-back.png");
  });

  it("lets no share increase then, and says why", async () => {
    await confirm("Advance");
    await page.getByRole("alert").filter({ hasText: "is halted" }).waitFor();
    await logged("command", /\.\/canary advance --yes --stack production: ended with [1-9]/);
    await at("0 %");
  });
});
