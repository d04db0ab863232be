import { byId, clock, duration, element, redraw } from "/dom.js";

/** The stages, and what is left of the soak of the one that is held. */
export function ladder({ plan, rollout }) {
  const percentage = rollout?.percentage ?? 0;
  const left = rollout?.soakLeft === undefined ? undefined : Math.ceil(rollout.soakLeft);
  const from = [plan, percentage, left, rollout?.halted, rollout?.restarted];
  redraw(byId("ladder"), from, () =>
    [{ percentage: 0, soak: 0 }, ...plan].map((stage) => {
      const current = stage.percentage === percentage;
      const state = current ? "current" : stage.percentage < percentage ? "passed" : "ahead";
      return element(
        "li",
        { "data-state": state, "aria-current": current ? "step" : undefined },
        element("span", { class: "share" }, `${stage.percentage} %`),
        element("span", { class: "weights" }, `${100 - stage.percentage} : ${stage.percentage}`),
        element("span", { class: "soak" }, text(stage, current, left, rollout)),
        ...(current && left !== undefined ? [progress(stage.soak, left)] : []),
        ...(current && rollout?.restarted ? [again(rollout.restarted)] : []),
      );
    }),
  );
}

function progress(soak, left) {
  return element("progress", { max: soak, value: Math.max(0, soak - left), "aria-label": "soak" });
}

/** Why there is more left than there was. */
function again({ at, title }) {
  return element("span", { class: "again" }, `counts again since ${clock(at)}: ${title} recovered`);
}

function text({ percentage, soak }, current, left, rollout) {
  if (percentage === 0) return current && rollout?.halted ? "rolled back" : "stable alone";
  if (!current) return `${duration(soak)} soak`;
  if (left === undefined) return "for everyone";
  if (rollout.halted) return "halted";
  return left > 0 ? `${duration(left)} of ${duration(soak)} soak left` : "soak over";
}
