import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser } from "playwright-core";

/**
 * What unpacks Chromium into the folder for temporary files, with the shared libraries and the font
 * that it needs: those only where it takes itself to be on AWS Lambda.
 * https://github.com/Sparticuz/chromium
 */
const UNPACK = `
  import chromium from "@sparticuz/chromium";
  console.log(await chromium.executablePath());
`;
const LAMBDA = "AWS_Lambda_nodejs24.x";

/** Whether the packaged Chromium runs here. */
export const BROWSER_RUNS = process.platform === "linux" && process.arch === "x64";

/** Open a browser out of node_modules, with nothing of the machine's: it looks the same everywhere. */
export async function openBrowser(): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), "canary-browser-"));
  const away = () => rm(folder, { recursive: true, force: true });
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", UNPACK],
      {
        cwd: import.meta.dirname,
        env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: LAMBDA },
      },
    );
    const fonts = join(folder, "fonts.conf");
    await writeFile(fonts, fontsIn(folder));
    const browser = await chromium.launch({
      executablePath: stdout.trim(),
      // Root may have no sandbox, and the page is ours.
      args: ["--no-sandbox", "--no-zygote"],
      env: {
        HOME: folder,
        FONTCONFIG_FILE: fonts,
        LD_LIBRARY_PATH: join(folder, "al2023/lib"),
      },
    });
    browser.once("disconnected", () => void away());
    return browser;
  } catch (error) {
    await away();
    throw error;
  }
}

function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts/fonts")}</dir>
  <cachedir>${join(folder, "cache")}</cachedir>
</fontconfig>
`;
}
