// Leaving a page with typed, unsaved text is asked about once. Forms marked data-unsaved take part.

const dirty = new Set();

export function watchForms(root) {
  for (const form of root.querySelectorAll("form[data-unsaved]")) {
    if (form.dataset.watched) continue;
    form.dataset.watched = "yes";
    form.addEventListener("input", () => dirty.add(form));
    form.addEventListener("change", () => dirty.add(form));
    form.addEventListener("submit", () => dirty.delete(form));
    form.addEventListener("reset", () => dirty.delete(form));
  }
}

// Links that leave the form on purpose ("Cancel") are not asked about.
export function forget(form) {
  dirty.delete(form);
}

export function isDirty() {
  for (const form of dirty) {
    if (!form.isConnected) dirty.delete(form);
  }
  return dirty.size > 0;
}

addEventListener("beforeunload", (event) => {
  if (isDirty()) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const leave = event.target.closest("[data-leave], [data-row-cancel]");
  const form = leave && (leave.form || leave.closest("form"));
  if (form) forget(form);
});
