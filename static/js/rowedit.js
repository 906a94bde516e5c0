// Editing a row of the plan where it stands, without loading the page again.
//
// A link marked data-row-edit stands in a row marked data-row; a form marked data-row-form is the row opened. Rows
// marked data-row-more right after a row belong to it (two people who meet in it). Link and form are asked for with the header "X-Fragment: row", and answered with the <tr> elements that take the row's place: 200 is
// the row (opened, or saved), 422 the form with what is to be put right. Any other answer, and a redirection (signed
// out), is left to the browser: the link is followed, the form sent, as if there were no script.
import { isTyped, keepDrafts, keepNow } from "./drafts.js";
import { forget, watchForms } from "./unsaved.js";

// Kept out of the browser's cache: the fragment shares its address with the whole page, and Back would show it bare.
const ASK = { headers: { "X-Fragment": "row" }, credentials: "same-origin", cache: "no-store" };
const closedRows = new WeakMap(); // the opened row -> the rows as they stood before, for Cancel

export function editRowsInPlace() {
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("keydown", onKey);
}

async function onClick(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target.closest("a[data-row-edit], button[data-row-cancel]");
  const row = link && link.closest("tr[data-row]");
  if (!row) return;
  if ("rowCancel" in link.dataset) {
    const before = closedRows.get(row);
    if (!before) return; // the button submits the form, which keeps its text
    event.preventDefault();
    close(row, before);
    return;
  }
  event.preventDefault();
  const rows = await ask(link.href.split("#")[0], ASK).catch(() => null);
  if (!rows) {
    location.assign(link.href);
    return;
  }
  closedRows.set(rows.made[0], [row, ...more(row)]);
  swap(row, rows.made);
  focusFirst(rows.made);
}

// Close an opened row, and keep what was typed into it.
function close(row, before) {
  const form = row.querySelector("form[data-row-form]");
  const typed = isTyped(form);
  if (typed) keepNow(form);
  forget(form);
  swap(row, before);
  focusOn(find(before, "[data-row-edit]"));
  if (typed) say("Your text is kept as a draft.");
}

function onKey(event) {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  const row = event.target.closest("form[data-row-form]")?.closest("tr[data-row]");
  row?.querySelector("button[data-row-cancel]")?.click();
}

async function onSubmit(event) {
  const form = event.target.closest("form[data-row-form]");
  const row = form && form.closest("tr[data-row]");
  if (event.defaultPrevented || !row || event.submitter?.hasAttribute("data-leave")) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  const body = new FormData(form, event.submitter);
  let rows;
  try {
    // Not form.action: a cell of the row may be a field of that name.
    rows = await ask(form.getAttribute("action"), { ...ASK, method: "POST", body });
  } catch {
    delete form.dataset.busy;
    complain(form);
    return;
  }
  delete form.dataset.busy;
  if (!rows) {
    sendWhole(form, event.submitter);
    return;
  }
  const before = closedRows.get(row);
  forget(form);
  if (!rows.saved && before) closedRows.set(rows.made[0], before);
  // A clash that stood under the row comes again with the answer, if it is still open.
  while (rows.saved && row.nextElementSibling?.hasAttribute("data-row-more")) row.nextElementSibling.remove();
  swap(row, rows.made);
  if (rows.saved) {
    leaveEditing();
    say(savedWords(rows.made));
    focusOn(find(rows.made, "[data-row-more] a[href]") || find(rows.made, "[data-row-edit]"));
  } else {
    focusFirst(rows.made);
  }
}

// The rows of the answer, or null where the answer is not rows. Rejects where there was no answer at all.
async function ask(address, options) {
  const answer = await fetch(address, options);
  if (answer.redirected || ![200, 422].includes(answer.status)) return null;
  const holder = document.createElement("template");
  holder.innerHTML = (await answer.text()).trim();
  const made = [...holder.content.children];
  if (!made.length || made.some((element) => element.tagName !== "TR")) return null;
  return { made, saved: answer.status === 200 };
}

// The rows that belong to this one.
function more(row) {
  const found = [];
  for (let next = row.nextElementSibling; next && "rowMore" in next.dataset; next = next.nextElementSibling) {
    found.push(next);
  }
  return found;
}

// The first element in these rows that the selector, seen from their table body, names.
function find(rows, selector) {
  return [...rows[0].parentElement.querySelectorAll(selector)].find((found) => rows.some((row) => row.contains(found)));
}

function swap(row, made) {
  for (const belonging of more(row)) belonging.remove();
  row.replaceWith(...made);
  for (const element of made) {
    keepDrafts(element);
    watchForms(element);
  }
}

function focusFirst(made) {
  for (const element of made) {
    const summary = element.querySelector("[data-error-summary]");
    const field = summary || element.querySelector("textarea, input:not([type=hidden]), select");
    if (field) {
      made[0].scrollIntoView({ block: "nearest" });
      focusOn(field);
      return;
    }
  }
}

function focusOn(element) {
  if (element) element.focus();
}

function sendWhole(form, submitter) {
  forget(form);
  if (submitter && submitter.name) {
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: submitter.name, value: submitter.value });
    form.append(chosen);
  }
  HTMLFormElement.prototype.submit.call(form);
}

function savedWords(made) {
  const words = [".ref", "[data-saved-at]", "[data-row-more] h4"].map((part) => find(made, part));
  return words
    .filter(Boolean)
    .map((element) => element.textContent.trim())
    .join(". ");
}

// A page that was loaded with a row open says so in its address and its title; loaded again it would open the row again.
function leaveEditing() {
  const address = new URL(location.href);
  if (!address.searchParams.has("edit")) return;
  address.searchParams.delete("edit");
  history.replaceState(history.state, "", address);
  document.title = document.title.replace(/^(Error: )?Editing .*? – /, "");
}

function say(words) {
  const region = document.getElementById("said");
  if (region) region.textContent = words;
}

function complain(form) {
  const kept = isTyped(form) ? " Your text is still here." : "";
  const words = `Not saved: the site could not be reached.${kept} Try again in a moment.`;
  let line = form.querySelector("[data-unreached]");
  if (!line) {
    line = document.createElement("p");
    line.className = "govuk-error-message";
    line.dataset.unreached = "";
    (form.querySelector(".govuk-button-group") || form).before(line);
  }
  line.textContent = words;
  say(words);
}
