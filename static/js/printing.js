/* While a print is made: look how far it is without loading the whole page again, and say when it is there. */
const LOOK_EVERY = 1000;

function region(from) {
  return from.querySelector("[data-print]");
}

function say(words) {
  document.getElementById("said").textContent = words;
}

async function look() {
  if (document.hidden) {
    document.addEventListener("visibilitychange", look, { once: true });
    return;
  }
  let fresh;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const there = answer.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), "text/html");
    fresh = there && region(there);
    if (!fresh) {
      location.reload();
      return;
    }
    document.title = there.title;
  } catch {
    setTimeout(look, 5 * LOOK_EVERY); // the network is away for a moment
    return;
  }
  if (fresh.dataset.print === "running" || fresh.dataset.print === "waiting") {
    showProgress(fresh);
    setTimeout(look, LOOK_EVERY);
    return;
  }
  region(document).replaceWith(fresh);
  const heading = fresh.querySelector("h1");
  if (document.activeElement === document.body) {
    heading.focus({ preventScroll: true });
  } else {
    say(heading.lastChild.textContent);
  }
}

function showProgress(fresh) {
  region(document).dataset.print = fresh.dataset.print;
  const words = fresh.querySelector("[data-said]").textContent;
  const shown = document.querySelector("[data-said]");
  if (shown.textContent !== words) {
    shown.textContent = words;
    say(words);
  }
  const made = fresh.querySelector("[data-made]");
  if (made) {
    document.querySelector("[data-made]")?.replaceWith(made);
  }
  const bar = fresh.querySelector("progress");
  const mine = document.querySelector("progress");
  if (bar && mine) {
    mine.max = bar.max;
    mine.value = bar.value;
  } else if (bar) {
    shown.after(bar);
  }
}

setTimeout(look, LOOK_EVERY);
