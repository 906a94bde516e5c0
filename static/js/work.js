// The working view: finds while one types. The server knows the words of earlier notes, which were not sent.

import { isTyped, keepNow } from "./drafts.js";
import { forget } from "./unsaved.js";

const WAIT = 250;

function words(field) {
  return field.value.toLowerCase().split(/\s+/).filter(Boolean);
}

// At once, by what is on the page, so that nothing lags behind the keys; the server's answer follows.
function narrow(table, wanted) {
  for (const row of table.querySelectorAll("[data-row]")) {
    const text = row.textContent.toLowerCase();
    row.hidden = !wanted.every((word) => text.includes(word)) && !row.querySelector("mark");
  }
}

function address(form) {
  const data = new URLSearchParams(new FormData(form));
  return `${location.pathname}?${data}`;
}

async function ask(form, signal) {
  const answer = await fetch(address(form), { signal, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// A row that is open goes with the table: what was typed into it is kept as a draft.
function leave(form) {
  if (isTyped(form)) keepNow(form);
  forget(form);
}

function show(page) {
  const main = document.querySelector("main");
  const table = page.querySelector(".grid");
  const old = main.querySelector(".grid");
  for (const form of main.querySelectorAll("form[data-row-form]")) leave(form);
  if (old) old.remove();
  if (table) main.querySelector("[data-nothing]").before(table);
  for (const part of ["[data-nothing]", "[data-count]"]) main.querySelector(part).replaceWith(page.querySelector(part));
}

function findWhileTyping(root) {
  const field = root.querySelector(".slim__find input[name=find]");
  if (!field) return;
  let timer = 0;
  let asked = null;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    const table = root.querySelector(".grid");
    if (table && words(field).length) narrow(table, words(field));
    timer = setTimeout(async () => {
      if (asked) asked.abort();
      asked = new AbortController();
      try {
        const page = await ask(field.form, asked.signal);
        if (!page) return;
        show(page);
        history.replaceState(null, "", address(field.form));
      } catch (error) {
        if (error.name !== "AbortError") field.form.submit();
      }
    }, WAIT);
  });
}

// “/” goes to the field, wherever the focus is but in another field.
function goToFind(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  document.querySelector(".slim__find input[name=find]").focus();
}

// One menu open at a time; Esc closes it and gives the focus back.
function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (event.type === "keydown" ? event.key === "Escape" : !menu.contains(event.target)) {
      menu.open = false;
      if (event.type === "keydown") menu.querySelector("summary").focus();
    }
  }
}

findWhileTyping(document);
document.addEventListener("keydown", goToFind);
document.addEventListener("keydown", closeMenus);
document.addEventListener("click", closeMenus);
