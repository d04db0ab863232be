import assert from "node:assert/strict";
import { judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Request } from "../../rollout/request.ts";
import * as built from "./build.ts";
import { facts, finished, haltedAs, NEW, NEXT, OLD, promoted, record, request } from "./build.ts";
import { rolledBack, rolling } from "./build.ts";

type Row = readonly [string, RolloutRecord | undefined, Request, readonly string[]];
const of = (before: RolloutRecord, asks: Partial<Request>) =>
  [before, request(before, asks)] as const;
const acted = { block: "rollback", release: NEW.deployment, at: built.rollback(NEW).at } as const;
const idle = (block: string, release: string) =>
  `the ${block} block for ${release} has nothing to act on`;

// prettier-ignore
const NOTES: readonly Row[] = [
  ["nothing of a hold", ...of(rolling(10), {}), []],
  ["nothing of an advance", ...of(rolling(10), { percentage: 25 }), []],
  ["nothing of a finish that is applied in full", ...of(promoted(), { percentage: 0, canary: undefined }), []],
  ["the next canary of a finish", ...of(promoted(), { percentage: 0, canary: NEXT }), [
    "releases.canary 1.6.0 is not applied by a finish: the next pulumi up prepares it"]],
  ["what a roll back does, aloud", ...of(rolling(50), { percentage: 0 }), [
    "this rolls 1.5.0 back to 1.4.0; to finish, promote first"]],
  ["no advice where the roll back was meant", ...of(rolling(50), { percentage: 0, rollback: built.rollback(NEW) }), [
    "this rolls 1.5.0 back to 1.4.0"]],
  ["the advice where the rollback acted before", ...of(rolling(50, { acted: [acted] }), { percentage: 0, rollback: built.rollback(NEW) }), [
    "this rolls 1.5.0 back to 1.4.0; to finish, promote first",
    `the rollback block of ${acted.at} was applied before; it can be removed`]],
  ["the advice where the rollback is for another release", ...of(rolling(50), { percentage: 0, rollback: built.rollback(OLD) }), [
    "this rolls 1.5.0 back to 1.4.0; to finish, promote first", idle("rollback", "1.4.0")]],
  ["the releases that a roll back leaves out", ...of(rolling(50), { percentage: 0, stable: NEXT, canary: release160() }), [
    "this rolls 1.5.0 back to 1.4.0; to finish, promote first",
    "releases.stable 1.6.0 is not applied: a roll back leaves 1.4.0 stable",
    "releases.canary 1.6.0 is not applied by a roll back"]],
  ["that a roll back of a promote leaves the previous one stable", ...of(promoted(), { percentage: 0, rollback: built.rollback(NEW) }), [
    "this rolls 1.5.0 back to 1.4.0",
    "releases.stable 1.5.0 is not applied: a roll back leaves 1.4.0 stable"]],
  ["the canary that a roll back keeps though config names it no more", ...of(rolling(50), { percentage: 0, canary: undefined }), [
    "this rolls 1.5.0 back to 1.4.0; to finish, promote first",
    "releases.canary is not taken out: a roll back leaves 1.5.0 the canary"]],
  ["the canary that a step back leaves out", ...of(rolling(50), { percentage: 10, canary: NEXT }), [
    "releases.canary 1.6.0 is not applied by a step back"]],
  ["the canary that a step back keeps", ...of(rolling(50), { percentage: 10, canary: undefined }), [
    "releases.canary is not taken out: a step back leaves 1.5.0 the canary"]],
  ["the stage that a halt leaves out", ...of(rolling(10), { percentage: 25, halt: built.halt(NEW) }), [
    "percentage: 25 is not applied: a halt leaves 10 %"]],
  ["the promote that a halt leaves out", ...of(rolling(100), { stable: NEW, halt: built.halt(NEW) }), [
    "releases.stable 1.5.0 is not applied: a halt leaves 1.4.0 stable"]],
  ["the canary that a halt keeps", ...of(record(), { canary: undefined, halt: built.halt(NEW) }), [
    "releases.canary is not taken out: a halt leaves 1.5.0 the canary"]],
  ["the percentage that a revert leaves out", ...of(promoted(), { stable: OLD }), [
    "percentage: 100 is not applied: a revert leaves 0 %"]],
  ["nothing of a canary that a revert never had", ...of(finished(), { stable: OLD, canary: undefined }), []],
  ["nothing of a revert with its words, another canary prepared", ...of(finished({ canary: NEXT }), { stable: OLD, rollback: built.rollback(NEW) }), []],
  ["that a roll back takes no other release alone", ...of(rolling(50), { percentage: 0, stable: NEXT, canary: undefined }), [
    "this rolls 1.5.0 back to 1.4.0; to finish, promote first",
    "releases.stable 1.6.0 is not applied: a roll back leaves 1.4.0 stable",
    "releases.canary is not taken out: a roll back leaves 1.5.0 the canary"]],
  ["a rollback for the release that a revert leads to", ...of(finished(), { stable: OLD, canary: undefined, rollback: built.rollback(OLD) }), [
    idle("rollback", "1.4.0")]],
  ["a halt for the release that a revert takes away", ...of(finished({ canary: NEXT }), { stable: OLD, halt: built.halt(NEW) }), [
    idle("halt", "1.5.0")]],
  ["a rollback for a canary that is given up", ...of(record(), { canary: undefined, rollback: built.rollback(NEW) }), [
    idle("rollback", "1.5.0")]],
  ["nothing of a resume", ...of(rolledBack(), { resume: built.resume(NEW) }), []],
  ["nothing of a prepare that halts", ...of(finished(), { canary: NEXT, halt: built.halt(NEXT) }), []],
  ["a resume beside a start", ...of(rolledBack(), { percentage: 10, resume: built.resume(NEW) }), [idle("resume", "1.5.0")]],
  ["a resume that comes with a prepare", ...of(rolledBack({ canary: OLD }), { canary: NEW, resume: built.resume(NEW) }), [idle("resume", "1.5.0")]],
  ["a resume of what is not halted", ...of(record(), { resume: built.resume(NEW) }), [idle("resume", "1.5.0")]],
  ["a rollback without its 0 %", ...of(rolling(10), { rollback: built.rollback(NEW) }), [idle("rollback", "1.5.0")]],
  ["a halt for the stable release on a step back", ...of(rolling(50), { percentage: 10, halt: built.halt(OLD) }), [idle("halt", "1.4.0")]],
  ["a halt for the stable release on a prepare", ...of(finished(), { canary: NEXT, halt: built.halt(NEW) }), [idle("halt", "1.5.0")]],
  ["a halt beside a roll back", ...of(rolling(50), { percentage: 0, rollback: built.rollback(NEW), halt: built.halt(NEW) }), [
    "this rolls 1.5.0 back to 1.4.0", idle("halt", "1.5.0")]],
  ["a block for a release that nobody knows", ...of(rolling(10), { halt: built.halt(NEXT) }), [
    "the halt block speaks of dpl_160, which is neither stable nor canary: it does nothing"]],
  ["a block that a hold finds applied", ...of(rolledBack({ acted: [acted] }), { rollback: built.rollback(NEW) }), [
    `the rollback block of ${acted.at} was applied before; it can be removed`]],
  ["a block beside a change that is refused", ...of(rolling(10, { halted: [haltedAs(NEW)] }), { percentage: 25, resume: built.resume(NEW) }), [idle("resume", "1.5.0")]],
  ["a block beside a first deployment", undefined, request(record({ canary: OLD }), { halt: built.halt(OLD) }), [idle("halt", "1.4.0")]],
];

function release160() {
  return { ...NEXT, deployment: "dpl_161" };
}

describe("notes", () => {
  for (const [says, before, asks, notes] of NOTES) {
    it(`say ${says}`, () => {
      assert.deepEqual(judge(before, asks, facts()).notes, notes);
    });
  }
});
