import type { Case } from "./case.ts";

/**
 * Cases as groups that are asked for at once: a stack policy reports what it finds whatever another one does, and
 * config all that is wrong in it. Two of the same rule are apart, so that each report is of its own case, and so
 * are two that set the same. What the program refuses stands alone: it stops at the first refusal.
 */
export function together(cases: readonly Case[]): readonly (readonly Case[])[] {
  const groups: Case[][] = [];
  for (const one of cases) {
    const group = groups.find((others) => others.every((other) => fitTogether(one, other)));
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** All that a group declares, as one case. */
export function merged(group: readonly Case[]): Case {
  const [first] = group;
  if (!first) throw new Error("a group has a case at least");
  return {
    ...first,
    config: Object.assign({}, ...group.map((one) => one.config)) as Case["config"],
    broken: group.flatMap((one) => one.broken),
  };
}

function fitTogether(one: Case, other: Case): boolean {
  if (!isShared(one) || !isShared(other)) return false;
  if (one.by !== other.by || one.rule === other.rule) return false;
  const set = settings(one);
  return settings(other).every(
    (theirs) => !set.some((ours) => ours.startsWith(theirs) || theirs.startsWith(ours)),
  );
}

/** Whether what refuses it reports all that it finds, and judges nothing but what is declared. */
function isShared({ by, percentage, stable, canary, evidence, without, monitors }: Case): boolean {
  const requested = [percentage, stable, canary, evidence].some((value) => value !== undefined);
  const observed = without.length > 0 || Object.keys(monitors).length > 0;
  return (by === "config" || by === "stack policy") && !requested && !observed;
}

/**
 * What it sets: properties of resources, of all of a type where no name is given, and config keys. Where config
 * refuses, the first part of a key: what is wrong in a section may hide what else is.
 */
function settings({ by, config, broken }: Case): string[] {
  return [
    ...Object.keys(config).map((key) => `${by === "config" ? (key.split(".")[0] ?? key) : key}.`),
    ...broken.flatMap(({ type, name, props }) =>
      Object.keys(props).map((prop) => `${type} ${prop} ${name === undefined ? "" : `${name}.`}`),
    ),
  ];
}
