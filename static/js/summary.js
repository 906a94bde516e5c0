// The box that says what is to be put right takes the focus; its links go to the field, with its label in view.

export function focusSummary(root) {
  const box = root.querySelector("[data-error-summary]");
  if (!box) return;
  box.focus();
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    label(field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

function label(field) {
  const group = field.closest("fieldset");
  return (group && group.querySelector("legend")) || (field.labels && field.labels[0]) || field;
}
