import { execFileSync } from "node:child_process";
import { connect } from "node:net";
import { join } from "node:path";
import { relay } from "./machine.ts";

/** The first process of a machine that `startMachine` starts: gives it its name, its loopback and its ways out. */
const [name = "", sockets = "", ...ports] = process.argv.slice(2);
execFileSync("hostname", [name]);
execFileSync("ip", ["link", "set", "lo", "up"]);
for (const port of ports) await relay(() => connect(join(sockets, port)), Number(port));
console.log("up");
