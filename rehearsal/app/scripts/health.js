// Starts the app as it is checked out, and asks it for its health and its version.
import { once } from "node:events";
import { shop } from "../src/server.js";

const version = process.env.RELEASE_VERSION;
const server = shop(version).listen(0, "127.0.0.1");
await once(server, "listening");
const response = await fetch(`http://127.0.0.1:${server.address().port}/api/health`);
const health = await response.json();
server.close();
console.log(JSON.stringify(health));
process.exitCode = health.status === "ok" && health.version === version ? 0 : 1;
