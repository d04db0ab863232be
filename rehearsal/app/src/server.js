import { createServer } from "node:http";

/** The app, as a server that does not listen yet. */
export function shop(version) {
  return createServer((request, response) => {
    const isHealth = request.url === "/api/health";
    response
      .writeHead(isHealth ? 200 : 404, { "content-type": "application/json" })
      .end(JSON.stringify(isHealth ? { status: "ok", version } : { error: "not found" }));
  });
}
