import assert from "node:assert/strict";
import { blocksOf } from "../../rollout/request.ts";
import { halt, NEW, OLD, record, request, resume, rollback } from "./build.ts";

describe("a request", () => {
  it("has no block unless config has one", () => {
    assert.deepEqual(blocksOf(request(record(), { halt: undefined })), []);
  });

  it("lists its blocks by name, each with its release and time", () => {
    const blocks = { resume: resume(OLD), halt: halt(NEW), rollback: rollback(NEW) };
    assert.deepEqual(blocksOf(request(record(), blocks)), [
      { block: "rollback", release: "dpl_150", at: blocks.rollback.at },
      { block: "halt", release: "dpl_150", at: blocks.halt.at },
      { block: "resume", release: "dpl_140", at: blocks.resume.at },
    ]);
  });
});
