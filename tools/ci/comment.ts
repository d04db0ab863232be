// Puts a comment on a pull request; the one that this wrote before with the same first line is written
// anew: GITHUB_TOKEN=… GITHUB_REPOSITORY=owner/name PULL_REQUEST=7 node tools/ci/comment.ts FILE
// The calls: https://docs.github.com/en/rest/issues/comments
import { readFile } from "node:fs/promises";

interface Comment {
  readonly id: number;
  readonly body?: string;
  readonly user: { readonly type: string } | null;
}

const PAGE = 100;

const [file] = process.argv.slice(2);
const {
  GITHUB_API_URL: api = "https://api.github.com",
  GITHUB_REPOSITORY: repository,
  GITHUB_TOKEN: token,
  PULL_REQUEST: pull,
} = process.env;

try {
  if (!file || !repository || !token || !pull)
    throw new Error("expected a file, GITHUB_REPOSITORY, GITHUB_TOKEN and PULL_REQUEST");
  const body = await readFile(file, "utf8");
  const [marker = ""] = body.split("\n");
  const issues = `/repos/${repository}/issues`;
  const written = await find(`${issues}/${pull}/comments`, marker);
  if (written) await call("PATCH", `${issues}/comments/${written.id}`, { body });
  else await call("POST", `${issues}/${pull}/comments`, { body });
} catch (error) {
  console.error(
    `the comment was not written: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}

/** The comment that begins with the marker. A person who quotes it did not write it. */
async function find(path: string, marker: string): Promise<Comment | undefined> {
  for (let page = 1; ; page++) {
    const comments = (await call("GET", `${path}?per_page=${PAGE}&page=${page}`)) as Comment[];
    const match = comments.find(
      ({ body, user }) => user?.type === "Bot" && body?.split(/\r?\n/)[0] === marker,
    );
    if (match || comments.length < PAGE) return match;
  }
}

async function call(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(api + path, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token ?? ""}`,
      "x-github-api-version": "2022-11-28",
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
