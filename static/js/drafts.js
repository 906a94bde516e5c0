// What is typed is kept on the server as a draft of its author: a moment after each key, and when the page is left.
//
// A form takes part by its hidden field about_form with data-draft, the address that keeps. Without this script the button
// “Cancel” and every form that is refused keep the text (boards/web/drafts.py).

const DELAY = 1500;
// A browser sends no more than this after a page is left.
const MOST_AT_THE_END = 60_000;
const waiting = new Map(); // form -> its timer
const under_way = new WeakMap(); // form -> what stops its request

export function keepDrafts(root) {
  for (const facts of root.querySelectorAll("input[data-draft]")) {
    const form = facts.form;
    if (!form || form.dataset.keeping) continue;
    form.dataset.keeping = "yes";
    form.addEventListener("input", () => {
      clearTimeout(waiting.get(form));
      waiting.set(
        form,
        setTimeout(() => keepNow(form), DELAY),
      );
    });
    form.addEventListener("submit", () => stop(form));
  }
}

// Whether something was typed that the page did not bring along.
export function isTyped(form) {
  return [...form.elements].some(
    (field) => (field.tagName === "TEXTAREA" || field.type === "text") && field.value !== field.defaultValue,
  );
}

// Keep what is in the form now, without waiting for the answer.
export function keepNow(form) {
  stop(form);
  const facts = form.querySelector("input[data-draft]");
  if (!facts) return;
  const controller = new AbortController();
  under_way.set(form, controller);
  const body = texts(form);
  fetch(facts.dataset.draft, {
    method: "POST",
    body,
    signal: controller.signal,
    keepalive: body.toString().length < MOST_AT_THE_END,
  }).catch(() => {
    // The site cannot be reached: the text is still in the form, and the next key tries again.
  });
}

function stop(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  under_way.get(form)?.abort();
}

function texts(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  return body;
}

// The page is left, or may never come back to the front.
function leave() {
  for (const form of [...waiting.keys()]) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    const facts = form.querySelector("input[data-draft]");
    if (form.isConnected && facts) navigator.sendBeacon(facts.dataset.draft, texts(form));
  }
}

addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") leave();
});
