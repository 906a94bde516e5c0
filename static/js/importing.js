/* While a file is read: look how far it is without loading the whole page again, and go on when it is done. */
const LOOK_EVERY = 1500;

function region(from) {
  return from.querySelector("[data-reading]");
}

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const there = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = there && region(there);
  if (!fresh || answer.redirected) {
    location.reload();
    return;
  }
  if (fresh.dataset.reading === "running") {
    const words = fresh.querySelector("[data-doing]").textContent;
    const shown = document.querySelector("[data-doing]");
    if (shown.textContent !== words) {
      shown.textContent = words;
      document.getElementById("said").textContent = words;
    }
    const bar = fresh.querySelector("progress");
    const mine = document.querySelector("progress");
    if (bar && mine) {
      mine.max = bar.max;
      mine.value = bar.value;
    } else if (bar) {
      shown.after(bar);
    }
    setTimeout(look, LOOK_EVERY);
  } else {
    region(document).replaceWith(fresh);
    goOn();
  }
}

function goOn() {
  document.querySelector("form[data-on]")?.requestSubmit();
}

if (region(document)?.dataset.reading === "running") {
  setTimeout(look, LOOK_EVERY);
} else {
  goOn();
}
