import { byId, element, redraw, write } from "/dom.js";
import { ask } from "/question.js";

/** Why the last order was refused; what a command failed by is in the snapshot. */
let refused = "";
let last;

byId("controls").addEventListener("click", ({ target }) => {
  if (!target.matches("button") || last === undefined) return;
  const { move, switch: id, on, do: order } = target.dataset;
  if (move) ask(move, last.moves[move], target.textContent, (reason) => void send(move, reason));
  else void post(order ? { do: order } : { do: "turn", id, on: on !== "true" });
});

function send(move, reason) {
  return post(reason === undefined ? { do: move } : { do: move, reason });
}

async function post(order) {
  try {
    const answer = await fetch("/act", { method: "POST", body: JSON.stringify(order) });
    refused = answer.ok ? "" : await answer.text();
  } catch {
    refused =
      "no answer: has the command that serves this page ended? ./canary rollback goes back without it";
  }
  controls(last);
}

/** What is likely to be taken, what is turned on, the command under way, and why one failed. */
export function controls(snapshot) {
  last = snapshot;
  const { rollout, switches, moves, running, failed } = snapshot;
  for (const [name, { likely }] of Object.entries(moves))
    able(document.querySelector(`#controls [data-move="${name}"]`), likely);
  able(document.querySelector('#controls [data-do="stop"]'), running !== undefined);
  draw(switches);
  for (const { id, on } of switches?.all ?? []) {
    const button = document.querySelector(`#switches [data-switch="${id}"]`);
    button.dataset.on = String(on);
    button.setAttribute("aria-pressed", String(on));
    able(button, rollout?.canary !== undefined);
  }
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
  into.parentElement.hidden = switches === undefined;
  if (switches === undefined) return;
  write(byId("switches-title"), switches.title);
  const named = switches.all.map(({ id, label }) => ({ id, label }));
  redraw(into, named, () =>
    named.map(({ id, label }) => element("button", { type: "button", "data-switch": id }, label)),
  );
}

/**
 * Not by the attribute `disabled`, which would take the focus away from under the user. Who presses all
 * the same is given the reason.
 */
function able(button, is) {
  button.setAttribute("aria-disabled", String(!is));
}
