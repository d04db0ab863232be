import { byId, write } from "/dom.js";

const dialog = byId("question");
const reason = byId("reason");
let confirmed = () => {};
let command = "";
let needed = false;

byId("no").addEventListener("click", () => {
  dialog.close();
});
byId("yes").addEventListener("click", confirm);
reason.addEventListener("input", preview);
reason.addEventListener("keydown", ({ key, repeat }) => {
  if (key === "Enter" && !repeat) confirm();
});

/**
 * Ask before a command is run.
 *
 * @param then called once it is confirmed, with the reason where the command takes one
 */
export function ask(name, move, label, then) {
  write(byId("question-text"), move.question);
  write(byId("question-detail"), move.detail);
  write(byId("yes"), label);
  byId("yes").classList.toggle("danger", name === "roll back");
  byId("reason-label").hidden = move.reason === undefined;
  reason.value = "";
  needed = move.reason === "needed";
  reason.required = needed;
  command = move.command;
  confirmed = () => {
    then(move.reason === undefined ? undefined : reason.value);
  };
  preview();
  dialog.showModal();
  // A held Enter must not confirm what goes forward; what goes back is one more key away.
  if (needed) reason.focus();
  else byId(name === "roll back" ? "yes" : "no").focus();
}

function confirm() {
  if (needed && reason.value.trim() === "") {
    reason.focus();
    return;
  }
  dialog.close();
  confirmed();
}

function preview() {
  const words = reason.value.trim().replaceAll("'", `'\\''`);
  write(byId("question-command"), words === "" ? command : command.replace("…", () => words));
}
