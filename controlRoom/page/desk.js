import { byId, element, redraw, write } from "/dom.js";

/** Why the last order was refused; what a command failed by is in the snapshot. */
let refused = "";
let last;

byId("desk").addEventListener("click", ({ target }) => {
  if (target.matches("button")) void press(target.dataset);
});

async function press({ do: move, switch: id, on }) {
  const order = move ? { do: move } : { do: "turn", id, on: on !== "true" };
  try {
    const answer = await fetch("/act", { method: "POST", body: JSON.stringify(order) });
    refused = answer.ok ? "" : await answer.text();
  } catch {
    refused = "no answer: is the command that serves this page over?";
  }
  desk(last);
}

/** What is likely to be taken, what is broken, the command under way, and why one failed. */
export function desk(snapshot) {
  last = snapshot;
  const { rollout, switches, running, failed } = snapshot;
  const canary = rollout?.canary !== undefined;
  const rises = canary && !rollout.halted && running === undefined;
  draw(switches);
  for (const { id, on } of switches) {
    const button = document.querySelector(`#switches [data-switch="${id}"]`);
    button.dataset.on = String(on);
    button.setAttribute("aria-pressed", String(on));
    able(button, canary);
  }
  able(move("advance"), rises);
  able(move("run"), rises);
  able(move("stop"), running !== undefined);
  write(
    byId("doing"),
    running === undefined
      ? "No command is under way: nobody but you watches."
      : `Under way: ${running}`,
  );
  write(byId("failed"), refused || (failed ?? ""));
}

/** A button for each switch. They are drawn once: who has the focus on one keeps it. */
function draw(switches) {
  const into = byId("switches");
  into.parentElement.hidden = switches.length === 0;
  const named = switches.map(({ id, label }) => ({ id, label }));
  redraw(into, named, () =>
    named.map(({ id, label }) => element("button", { type: "button", "data-switch": id }, label)),
  );
}

function move(name) {
  return document.querySelector(`#desk [data-do="${name}"]`);
}

/**
 * Not by the attribute `disabled`, which would take the focus away from under the user. Who presses all
 * the same is told why not.
 */
function able(button, is) {
  button.setAttribute("aria-disabled", String(!is));
}
