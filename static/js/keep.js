// Typed text outlives a save that failed: a session that ended, a crash, a lost connection.
//
// Forms marked data-keep take part; its value tells apart forms that post to one address. What is typed in a text area
// lies in this tab until the save went through. A page that answers a failed save (signing in, an error page) carries
// data-not-saved on its main element; on any other page a text that was sent counts as saved and is dropped.
import * as store from "./store.js";

const DELAY = 300;

export function keepText(root) {
  if (root === document) settleSent();
  for (const form of root.querySelectorAll("form[data-keep]")) {
    if (form.dataset.keeping) continue;
    form.dataset.keeping = "yes";
    // A browser that goes back fills the form again by itself, but only after the scripts have run.
    if (document.readyState === "complete") offer(form);
    else addEventListener("load", () => setTimeout(() => offer(form)), { once: true });
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => save(form), DELAY);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      save(form, { sent: true });
    });
    form.addEventListener("click", (event) => {
      if (event.target.closest("[data-leave], [data-row-cancel]")) {
        clearTimeout(timer);
        forgetText(form);
      }
    });
  }
}

export function forgetText(form) {
  if (form.dataset.keep !== undefined) store.drop(key(form));
}

// The text was sent by script and not taken: it is not on its way any more.
export function notTaken(form) {
  if (form.dataset.keep !== undefined) save(form, { sent: false });
}

function key(form) {
  const action = form.getAttribute("action") || location.pathname;
  return `${new URL(action, location.href).pathname} ${form.dataset.keep}`;
}

function areas(form) {
  return [...form.elements].filter((field) => field.name && (field.tagName === "TEXTAREA" || field.type === "text"));
}

function save(form, more = {}) {
  const texts = {};
  for (const area of areas(form)) {
    if (area.value !== area.defaultValue) texts[area.name] = area.value;
  }
  const entry = store.read(key(form));
  if (Object.keys(texts).length) store.write(key(form), { at: clock(), texts, sent: false, ...more });
  else if (entry && more.sent) store.write(key(form), { ...entry, ...more });
}

function settleSent() {
  const failed = document.querySelector("[data-not-saved]") || document.querySelector("[data-error-summary]");
  for (const name of store.keys()) {
    const entry = store.raw(name);
    if (!entry || !entry.sent) continue;
    if (failed) store.mark(name, { sent: false });
    else store.drop(name);
  }
  const note = document.querySelector("[data-kept-note]");
  if (note && store.keys().length) note.hidden = false;
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", store.dropAll);
  }
}

function offer(form) {
  const entry = store.read(key(form));
  if (!entry || entry.sent) return;
  const lost = areas(form).filter((area) => area.name in entry.texts && area.value !== entry.texts[area.name]);
  if (!lost.length) return;
  const box = document.createElement("div");
  box.className = "kept";
  const words = document.createElement("p");
  words.append(`Your text from ${entry.at} is still here.`);
  const back = button("Put it back", () => {
    for (const area of lost) area.value = entry.texts[area.name];
    box.remove();
    lost[0].focus();
    lost[0].dispatchEvent(new Event("input", { bubbles: true }));
  });
  const forget = button("Forget it", () => {
    store.drop(key(form));
    box.remove();
    lost[0].focus();
  });
  box.append(words, back, forget);
  const group = lost[0].closest(".govuk-form-group") || lost[0];
  group.before(box);
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function clock() {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
