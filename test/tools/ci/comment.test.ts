import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const script = join(import.meta.dirname, "../../../tools/ci/comment.ts");
const MARKER = "<!-- canary review of canary/production -->";

interface Comment {
  id: number;
  body: string;
  user: { type: string };
}

/**
 * The part of GitHub that is called, on this machine: a pull request's comments, in pages
 * (https://docs.github.com/en/rest/issues/comments).
 */
class GitHub {
  public readonly comments: Comment[] = [];
  public readonly calls: string[] = [];
  public failing = false;
  readonly #server: Server = createServer((request, response) => {
    void text(request).then((sent) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
      this.calls.push(`${request.method ?? ""} ${pathname}`);
      const answer = (status: number, body: unknown) => {
        response
          .writeHead(status, { "content-type": "application/json" })
          .end(JSON.stringify(body));
      };
      if (this.failing || request.headers.authorization !== "Bearer secret") {
        answer(403, { message: "Resource not accessible by integration" });
        return;
      }
      const all = pathname === "/repos/acme/shop/issues/7/comments";
      const one = /^\/repos\/acme\/shop\/issues\/comments\/(\d+)$/.exec(pathname)?.[1];
      if (request.method === "GET" && all) {
        const size = Number(searchParams.get("per_page") ?? 30);
        const from = (Number(searchParams.get("page") ?? 1) - 1) * size;
        answer(200, this.comments.slice(from, from + size));
      } else if (request.method === "POST" && all) {
        this.said((JSON.parse(sent) as Comment).body);
        answer(201, this.comments.at(-1));
      } else if (request.method === "PATCH" && one !== undefined) {
        const match = this.comments.find(({ id }) => id === Number(one));
        if (match) match.body = (JSON.parse(sent) as Comment).body;
        answer(match ? 200 : 404, match ?? {});
      } else answer(404, {});
    });
  });

  public said(body: string, type = "Bot"): void {
    this.comments.push({ id: this.comments.length + 1, body, user: { type } });
  }

  public async open(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  public async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }
}

describe("a stack's comment on a pull request", () => {
  let github: GitHub;
  let directory: string;
  let api: string;
  beforeEach(async () => {
    github = new GitHub();
    api = await github.open();
    directory = mkdtempSync(join(tmpdir(), "canary-comment-"));
  });
  afterEach(async () => {
    rmSync(directory, { recursive: true });
    await github.close();
  });

  const put = async (body: string, env: Record<string, string> = {}) => {
    const file = join(directory, "comment.md");
    writeFileSync(file, body);
    const child = spawn(process.execPath, [script, file], {
      env: {
        GITHUB_API_URL: api,
        GITHUB_REPOSITORY: "acme/shop",
        GITHUB_TOKEN: "secret",
        PULL_REQUEST: "7",
        ...env,
      },
    });
    const [said] = await Promise.all([text(child.stderr), once(child, "close")]);
    return { code: child.exitCode, said };
  };
  const bodies = () => github.comments.map(({ body }) => body);

  it("is put there once, and then written anew", async () => {
    github.said("looks good", "User");
    assert.equal((await put(`${MARKER}\n10 %`)).code, 0);
    assert.equal((await put(`${MARKER}\n25 %`)).code, 0);
    assert.deepEqual(bodies(), ["looks good", `${MARKER}\n25 %`]);
  });

  it("is one of its own for each stack", async () => {
    await put(`${MARKER}\n10 %`);
    await put("<!-- canary review of canary/staging -->\n1.5.0");
    assert.equal(github.comments.length, 2);
  });

  it("is found behind a hundred others, and as GitHub may have ended its lines", async () => {
    for (let at = 0; at < 130; at++) github.said(`comment ${at}`, "User");
    github.said(`${MARKER}\r\n10 %`);
    await put(`${MARKER}\n25 %`);
    assert.equal(github.comments.length, 131);
    assert.equal(bodies().at(-1), `${MARKER}\n25 %`);
  });

  it("is not a person's that quotes it", async () => {
    github.said(`${MARKER}\nlook at this`, "User");
    await put(`${MARKER}\n25 %`);
    assert.deepEqual(bodies(), [`${MARKER}\nlook at this`, `${MARKER}\n25 %`]);
  });

  it("says what GitHub answered where it may not be written, without the token", async () => {
    github.failing = true;
    const { code, said } = await put(`${MARKER}\n25 %`);
    assert.equal(code, 1);
    assert.match(said, /^the comment was not written: GET .* answered 403: .*not accessible/);
    assert.doesNotMatch(said, /secret|\n\s+at /);
  });

  it("says what is missing", async () => {
    const { code, said } = await put("x", { PULL_REQUEST: "" });
    assert.equal(code, 1);
    assert.match(said, /expected a file, GITHUB_REPOSITORY, GITHUB_TOKEN and PULL_REQUEST/);
  });
});
