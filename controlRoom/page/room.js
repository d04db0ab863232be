import { byId, write } from "/dom.js";
import { head } from "/head.js";
import { ladder } from "/ladder.js";
import { charts } from "/charts.js";
import { controls } from "/controls.js";
import { checklist, log, monitors } from "/lists.js";

const parts = [head, ladder, charts, controls, log, monitors, checklist];
let announced;

const events = new EventSource("/events");
events.onopen = () => {
  connection("live");
};
events.onerror = () => {
  connection("lost");
};
events.onmessage = ({ data }) => {
  const snapshot = JSON.parse(data);
  for (const part of parts) part(snapshot);
  announce(snapshot.log);
};

function connection(state) {
  const connection = byId("connection");
  connection.dataset.state = state;
  write(
    connection,
    state === "live" ? "live" : "connection lost: has the command that serves this page ended?",
  );
}

/** Have the newest transition or alert read out, once; what was there before goes without saying. */
function announce(entries) {
  const newest = entries.find(({ kind }) => kind === "transition" || kind === "alert");
  if (!newest) return;
  const key = `${newest.at} ${newest.text}`;
  if (announced !== undefined && announced !== key) write(byId("announcement"), newest.text);
  announced = key;
}
