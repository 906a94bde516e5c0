// Suggesting who leads while a name is typed. A field marked data-leads is in a form with the list of names
// (data-lead-names, which says where the list is) and an empty place (data-lead-offers). Without this the list beside the field is read instead.

const MOST = 6;

export function suggestLeads() {
  document.addEventListener("input", (event) => offer(event.target.closest("[data-leads]")));
  document.addEventListener("focusin", (event) => offer(event.target.closest("[data-leads]")));
  document.addEventListener("click", onClick);
  countLeads();
}

// The button that saves names of leads says how many: those that are somebody, are to be added, or are nobody.
function countLeads() {
  const form = document.querySelector("[data-leads-form]");
  const button = form?.querySelector("[data-leads-save]");
  if (!button) return;
  const count = () => {
    const pairs = [...form.querySelectorAll(".lead-is")];
    const filled = pairs.filter(
      (pair) => pair.querySelector("select").value === "nobody" || pair.querySelector("input").value.trim(),
    ).length;
    button.textContent = filled ? `Save ${filled} lead${filled === 1 ? "" : "s"}` : "Save";
  };
  form.addEventListener("input", count);
  count();
}

// The name that is being typed: what stands between the semicolons or line ends around the caret.
function typed(field) {
  const caret = field.selectionStart ?? field.value.length;
  const begin = Math.max(...[";", "\n"].map((mark) => field.value.lastIndexOf(mark, caret - 1))) + 1;
  const ends = [";", "\n"].map((mark) => field.value.indexOf(mark, caret)).filter((place) => place >= 0);
  const end = Math.min(field.value.length, ...ends);
  return { begin, end, name: field.value.slice(begin, end).trim() };
}

function plain(words) {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

// A row that was asked for alone comes without the list: it is fetched when its field is first used.
async function listed(form) {
  const list = form.querySelector("[data-lead-names]");
  if (!list || list.dataset.fetched || list.querySelector("[data-lead]")) return;
  list.dataset.fetched = "yes";
  const answer = await fetch(list.dataset.leadNames, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { choices } = await answer.json();
  const names = document.createElement("ul");
  names.className = "plain";
  names.append(...choices.map(item));
  list.append(names);
}

function item({ words, about }) {
  const made = document.createElement("li");
  made.dataset.lead = words;
  made.dataset.about = about;
  made.textContent = `${words} ${about}`;
  return made;
}

async function offer(field) {
  if (!field) return;
  const form = field.closest("form");
  await listed(form);
  const place = form.querySelector("[data-lead-offers]");
  if (!place) return;
  field.removeAttribute("list");
  const { name } = typed(field);
  const wanted = plain(name);
  const names = [...form.querySelectorAll("[data-lead]")];
  const known = names.some((one) => plain(one.dataset.lead) === wanted);
  const found = wanted && !known ? names.filter((one) => fits(one, wanted)).slice(0, MOST) : [];
  place.replaceChildren(...found.map(button));
  place.hidden = !found.length;
}

// Every word typed begins a word of the name, or of initials, post and agency.
function fits(one, wanted) {
  const words = plain(`${one.dataset.lead} ${one.dataset.about}`).split(" ");
  return wanted.split(" ").every((begun) => words.some((word) => word.startsWith(begun)));
}

function button(one) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link";
  made.dataset.leadOffer = one.dataset.lead;
  made.textContent = one.dataset.about ? `${one.dataset.lead}, ${one.dataset.about}` : one.dataset.lead;
  return made;
}

function onClick(event) {
  const offered = event.target.closest("[data-lead-offer]");
  if (!offered) return;
  const field = offered.closest("form").querySelector("[data-leads]");
  const { begin, end } = typed(field);
  const before = field.value.slice(0, begin);
  const space = before && !before.endsWith("\n") ? " " : "";
  field.value = `${before}${space}${offered.dataset.leadOffer}${field.value.slice(end)}`;
  const caret = before.length + space.length + offered.dataset.leadOffer.length;
  field.focus();
  field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
