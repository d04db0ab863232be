/** An element with attributes and children; an attribute that is undefined is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Write a text, where it is another: a page at rest stays untouched for those who have it read out. */
export function write(into, text) {
  if (into.textContent !== text) into.textContent = text;
}

const drawn = new WeakMap();

/** Draw what is in an element anew, where what it is drawn from has changed. */
export function redraw(into, from, draw) {
  const key = JSON.stringify(from);
  if (drawn.get(into) === key) return;
  drawn.set(into, key);
  into.replaceChildren(...draw());
}

export function clock(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour12: false });
}

/** Seconds as `3 min 20 s`. */
export function duration(seconds) {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor((whole % 3600) / 60),
    whole % 60,
  ];
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return rest > 0 ? `${minutes} min ${rest} s` : `${minutes} min`;
  return `${rest} s`;
}

/** Three digits are enough to read. */
export function short(value) {
  return value === null || value === undefined ? "–" : String(Number(value.toPrecision(3)));
}
